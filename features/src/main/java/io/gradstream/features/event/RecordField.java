package io.gradstream.features.event;

import java.util.Optional;

/**
 * A field that is not in a record's value, but beside it. Such a name begins with a dollar sign.
 *
 * @param header its name; empty text for all but headers
 */
public record RecordField(Part part, String header) {

  /** What there is of a Kafka record beside its value. */
  public enum Part {
    KEY("$key"),
    HEADER("$header."),
    TOPIC("$topic"),
    PARTITION("$partition"),
    TIMESTAMP("$timestamp");

    private final String name;

    Part(String name) {
      this.name = name;
    }
  }

  /** The names there are, for messages. */
  public static final String NAMES = "$key, $header.NAME, $topic, $partition, $timestamp";

  /** The record's key, by its name as a field. */
  public static final String KEY = Part.KEY.name;

  /** The record's timestamp, by its name as a field. */
  public static final String TIMESTAMP = Part.TIMESTAMP.name;

  /** Whether the name is one of a field beside the value, or of none. */
  public static boolean isMeant(String field) {
    return field.startsWith("$");
  }

  /** What the name stands for; empty where it is a field of the value, or none. */
  public static Optional<RecordField> of(String field) {
    for (Part part : Part.values()) {
      if (part != Part.HEADER && part.name.equals(field)) {
        return Optional.of(new RecordField(part, ""));
      }
    }
    return field.startsWith(Part.HEADER.name) && field.length() > Part.HEADER.name.length()
        ? Optional.of(new RecordField(Part.HEADER, field.substring(Part.HEADER.name.length())))
        : Optional.empty();
  }

  /** Whether it can be read as a field of the type. */
  public boolean isReadableAs(FieldType type) {
    return switch (part) {
      case KEY, HEADER -> true;
      case TOPIC -> type == FieldType.TEXT;
      case PARTITION -> type == FieldType.TEXT || type == FieldType.NUMBER;
      case TIMESTAMP -> type == FieldType.TIME || type == FieldType.NUMBER;
    };
  }
}
