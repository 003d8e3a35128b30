package io.gradstream.features.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.gradstream.features.declared.DeclaredTime;
import io.gradstream.features.decode.JsonMeanings.Meaning;
import io.gradstream.features.event.BadFieldException;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldPath;
import io.gradstream.features.event.FieldRules;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.event.FieldValues;
import io.gradstream.features.event.NumberList;
import io.gradstream.schemas.ConfluentFraming;
import io.gradstream.schemas.DeadLetter.Reason;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the named fields of a JSON object, and of the objects within, in one pass; skips all
 * others. Not thread safe.
 */
final class JsonFormat implements GuardedDecoder.Format {

  private static final int DEEPEST = 64;

  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(EventDecoders.MOST_BYTES)
                  .build())
          // Read as numbers, so that they are refused as not finite rather than as malformed.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          // Names are the sender's: do not keep them for the life of the process.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final EventField[] fields;
  private final PathTree root;
  private final Map<String, Integer> exact = new HashMap<>(); // names with dots, as they are
  private final ZoneId zone;
  private final NumberList[] numbers; // [fields]: null but for arrays
  private final JsonEnvelope envelope;
  private final boolean isBare; // without envelope
  private final JsonMeanings known;

  // of the record that is read
  private FieldValues values;
  private Meaning[] meanings; // [fields]
  private final boolean[] came; // [fields]
  private final boolean[] seen; // [trees]
  private final BadFieldException[] barred; // [fields]: what stood where an object was to be

  /**
   * @param known what is known of the values
   */
  JsonFormat(EventSchema schema, Envelope around, JsonMeanings known) {
    envelope = new JsonEnvelope(around);
    this.known = known;
    isBare = around == Envelope.NONE;
    fields = schema.fields().toArray(EventField[]::new);
    root = PathTree.of(schema.fields());
    for (int i = 0; i < fields.length; i++) {
      if (FieldPath.of(fields[i].name()).isNested()) {
        exact.put(fields[i].name(), i);
      }
    }
    zone = schema.zone();
    came = new boolean[fields.length];
    seen = new boolean[root.trees()];
    barred = new BadFieldException[fields.length];
    numbers =
        Arrays.stream(fields)
            .map(field -> field.type() == FieldType.NUMBERS ? new NumberList(field) : null)
            .toArray(NumberList[]::new);
  }

  @Override
  public void read(byte[] value, byte[] schemaIdHeader, FieldValues into) throws IOException {
    int from = ConfluentFraming.jsonOffset(value);
    meanings = known.named(value, from, schemaIdHeader);
    try (JsonParser parser = factory.createParser(value, from, value.length - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("", "an event is a JSON object");
      }
      begin(into);
      envelope.read(parser, this::readFields, new Carried(value, from), into);
      if (parser.nextToken() != null) {
        throw malformed("", "something follows the JSON object");
      }
    } catch (BadFieldException e) {
      Decoded.Bad bad = e.toDecoded();
      String hint =
          isBare && bad.reason() == Reason.MISSING_FIELD
              ? JsonEnvelope.hint(value, from, factory)
              : "";
      throw hint.isEmpty()
          ? e
          : new BadFieldException(bad.reason(), bad.field(), bad.message() + hint);
    }
  }

  /** The schema that a record may carry. */
  private final class Carried implements JsonEnvelope.Carried {
    private final byte[] value;
    private final int from; // where its JSON begins

    Carried(byte[] value, int from) {
      this.value = value;
      this.from = from;
    }

    @Override
    public void schema(JsonParser parser) throws IOException {
      long begin = parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      long end = parser.currentLocation().getByteOffset();
      if (begin >= 0) { // in UTF-8
        meanings = known.carried(value, from + (int) begin, from + (int) end);
      }
    }

    @Override
    public void lookBehind() throws IOException {
      try (JsonParser parser = factory.createParser(value, from, value.length - from)) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean isSchema = parser.currentName().equals(JsonEnvelope.SCHEMA);
          if (parser.nextToken() == JsonToken.START_OBJECT && isSchema) {
            schema(parser);
          } else {
            parser.skipChildren();
          }
        }
      }
    }
  }

  private void readFields(JsonParser parser) throws IOException {
    readMembers(root, parser);
    requireComplete();
  }

  private void begin(FieldValues into) {
    values = into;
    Arrays.fill(came, false);
    Arrays.fill(seen, false);
    Arrays.fill(barred, null);
  }

  private void readMembers(PathTree tree, JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      Integer whole = tree == root ? exact.get(name) : null;
      PathTree member = whole == null ? tree.children().get(name) : null;
      if (whole != null) {
        readExact(whole, token, parser);
      } else if (member != null) {
        readOnce(member, token, parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  /** A name with dots goes before the path that it also is. */
  private void readExact(int field, JsonToken token, JsonParser parser) throws IOException {
    if (came[field]) {
      throw twice(field, fields[field].name());
    }
    came[field] = true;
    take(field, token, parser);
  }

  private void readOnce(PathTree member, JsonToken token, JsonParser parser) throws IOException {
    if (seen[member.number()]) {
      throw twice(member.anyField(), member.place());
    }
    seen[member.number()] = true;
    if (!member.isField()) {
      readWithin(member, token, parser);
    } else if (came[member.field()]) {
      parser.skipChildren();
    } else {
      take(member.field(), token, parser);
    }
  }

  private void readWithin(PathTree member, JsonToken token, JsonParser parser) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      readMembers(member, parser);
    } else if (token != JsonToken.VALUE_NULL) {
      bar(member, member.place(), found(token, parser));
      parser.skipChildren();
    }
  }

  private static String found(JsonToken token, JsonParser parser) throws IOException {
    return token == JsonToken.START_ARRAY
        ? "an array, and no field is looked for in arrays"
        : FieldRules.quoted(parser.getText());
  }

  private void bar(PathTree tree, String place, String found) {
    if (tree.isField()) {
      String name = fields[tree.field()].name();
      barred[tree.field()] =
          new BadFieldException(
              Reason.WRONG_TYPE,
              name,
              "%s must be an object, to hold %s: found %s".formatted(place, name, found));
    }
    tree.children().values().forEach(child -> bar(child, place, found));
  }

  private void requireComplete() {
    for (int i = 0; i < fields.length; i++) {
      if (values.isMissing(i) && !came[i]) {
        if (barred[i] != null) {
          values.setAside(i, barred[i]);
        }
        FieldRules.missing(fields[i]);
      }
    }
  }

  /** Reads a value to its end, whatever it is. */
  private void take(int field, JsonToken token, JsonParser parser) throws IOException {
    try {
      values.set(field, value(field, token, parser));
    } catch (BadFieldException e) {
      values.setAside(field, e);
    }
  }

  private Object value(int index, JsonToken token, JsonParser parser) throws IOException {
    EventField field = fields[index];
    return switch (token) {
      case VALUE_NULL -> FieldRules.missing(field);
      case VALUE_TRUE -> FieldRules.fromBoolean(field, true);
      case VALUE_FALSE -> FieldRules.fromBoolean(field, false);
      case VALUE_STRING -> text(index, parser.getText());
      case VALUE_NUMBER_INT -> whole(index, parser);
      case VALUE_NUMBER_FLOAT -> FieldRules.fromDecimal(field, parser.getDoubleValue());
      case START_OBJECT -> {
        parser.skipChildren();
        throw FieldRules.wrongType(field, "an object");
      }
      case START_ARRAY -> array(index, parser);
      default -> throw malformed(field.name(), "unexpected " + token);
    };
  }

  /** Nested arrays are read as one: the innermost values in their order. */
  private float[] array(int index, JsonParser parser) throws IOException {
    EventField field = fields[index];
    if (field.type() != FieldType.NUMBERS) {
      parser.skipChildren();
      throw FieldRules.wrongType(field, "an array");
    }
    NumberList list = numbers[index].clear();
    int depth = 1;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      switch (token) {
        case START_ARRAY -> depth++;
        case END_ARRAY -> depth--;
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> list.add(parser.getFloatValue());
        default -> {
          String found = "an array with " + FieldRules.quoted(parser.getText());
          list.refuse(FieldRules.wrongType(field, found));
          parser.skipChildren();
        }
      }
    }
    return list.take();
  }

  /** Connect writes exact decimals as bytes, and these as base64. */
  private Object text(int index, String text) {
    EventField field = fields[index];
    AvroValue.Decimal decimal = meanings[index].decimal();
    if (decimal == null) {
      return FieldRules.fromText(field, text, zone);
    }
    try {
      return decimal.read(field, Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw FieldRules.wrongType(field, "no decimal in base64: text " + FieldRules.quoted(text));
    }
  }

  private Object whole(int index, JsonParser parser) throws IOException {
    EventField field = fields[index];
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      return FieldRules.fromWhole(field, parser.getBigIntegerValue());
    }
    DeclaredTime time = meanings[index].time();
    long value = parser.getLongValue();
    return time != null && field.type() == FieldType.TIME
        ? FieldRules.fromTime(field, time.toEpochMillis(value, zone))
        : FieldRules.fromWhole(field, value);
  }

  private BadFieldException twice(int field, String place) {
    return malformed(fields[field].name(), place + " comes twice");
  }

  private static BadFieldException malformed(String field, String message) {
    return new BadFieldException(Reason.MALFORMED, field, message);
  }
}
