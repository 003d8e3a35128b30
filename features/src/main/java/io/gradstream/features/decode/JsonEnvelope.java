package io.gradstream.features.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gradstream.features.event.BadFieldException;
import io.gradstream.features.event.FieldValues;
import io.gradstream.schemas.DeadLetter.Reason;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Finds the object that holds an event's fields in a record of JSON. Not thread safe. */
final class JsonEnvelope {

  /** Reads an object, which has begun, to its end. */
  @FunctionalInterface
  interface Within {
    void read(JsonParser parser) throws IOException;
  }

  /** What is done about the schema that Kafka Connect writes beside its payload. */
  interface Carried {

    /** Reads one that begins here, to its end. */
    void schema(JsonParser parser) throws IOException;

    /** Looks for one that may stand behind the payload. */
    void lookBehind() throws IOException;
  }

  static final String SCHEMA = "schema";
  private static final String PAYLOAD = Envelope.CONNECT.member();
  private static final String AFTER = Envelope.DEBEZIUM.member();
  private static final String OPERATION = "op"; // of Debezium: c, u, r, d, t, m

  private final Envelope envelope;
  private boolean found; // in the record that is read
  private boolean isOfDebezium;
  private boolean hasSchema; // its schema was met

  JsonEnvelope(Envelope envelope) {
    this.envelope = envelope;
  }

  /** Reads a record whose object has begun. */
  void read(JsonParser parser, Within within, Carried carried, FieldValues values)
      throws IOException {
    if (envelope == Envelope.NONE) {
      within.read(parser);
      return;
    }
    found = false;
    isOfDebezium = false;
    hasSchema = false;
    open(parser, within, carried, values);
    if (!found && isOfDebezium) {
      values.setNothing(); // a table that was emptied, or a message of Debezium's own
    } else if (!found) {
      throw malformed(
          "the record has no `%s`, where `events.envelope: %s` looks for its fields"
              .formatted(envelope.member(), envelope.written()));
    }
  }

  private void open(JsonParser parser, Within within, Carried carried, FieldValues values)
      throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      boolean isPayload = name.equals(PAYLOAD) && token == JsonToken.START_OBJECT;
      if (isPayload && !hasSchema) {
        carried.lookBehind();
      }
      if (name.equals(envelope.member())) {
        take(token, parser, within, values);
      } else if (isPayload) {
        open(parser, within, carried, values);
      } else if (name.equals(SCHEMA) && token == JsonToken.START_OBJECT && !hasSchema) {
        hasSchema = true;
        carried.schema(parser);
      } else if (name.equals(PAYLOAD) && token == JsonToken.VALUE_NULL) {
        isOfDebezium = true;
      } else {
        isOfDebezium |= name.equals(OPERATION);
        parser.skipChildren();
      }
    }
  }

  private void take(JsonToken token, JsonParser parser, Within within, FieldValues values)
      throws IOException {
    if (found) {
      throw malformed(envelope.member() + " comes twice");
    }
    found = true;
    switch (token) {
      case START_OBJECT -> within.read(parser);
      case VALUE_NULL -> values.setNothing();
      default ->
          throw malformed(
              "%s must be an object: found %s".formatted(envelope.member(), parser.getText()));
    }
  }

  private static BadFieldException malformed(String message) {
    return new BadFieldException(Reason.MALFORMED, "", message);
  }

  /** What to say of a record without envelope that looks as if it had one; else empty text. */
  static String hint(byte[] value, int from, JsonFactory factory) throws IOException {
    Set<String> outer = new HashSet<>();
    Set<String> inner = new HashSet<>();
    try (JsonParser parser = factory.createParser(value, from, value.length - from)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        outer.add(name);
        if (parser.nextToken() == JsonToken.START_OBJECT && name.equals(PAYLOAD)) {
          addNames(inner, parser);
        } else {
          parser.skipChildren();
        }
      }
    }
    if (isDebeziums(outer) || isDebeziums(inner)) {
      return said("Debezium's", Envelope.DEBEZIUM);
    }
    return outer.contains(SCHEMA) && outer.contains(PAYLOAD)
        ? said("Kafka Connect's", Envelope.CONNECT)
        : "";
  }

  private static void addNames(Set<String> names, JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      names.add(parser.currentName());
      parser.nextToken();
      parser.skipChildren();
    }
  }

  private static boolean isDebeziums(Set<String> names) {
    return names.contains(AFTER) && names.contains(OPERATION);
  }

  private static String said(String whose, Envelope envelope) {
    return "; the record looks like %s envelope: write `envelope: %s` beside its topic"
        .formatted(whose, envelope.written());
  }
}
