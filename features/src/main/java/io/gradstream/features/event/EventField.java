package io.gradstream.features.event;

/**
 * One field the spec reads from an event.
 *
 * @param required an event without it is a dead letter; otherwise absent and null mean missing
 * @param length how many numbers a field of type NUMBERS holds, an event with more or fewer being a
 *     dead letter; 0 for any number of them, and for all other types
 */
public record EventField(String name, FieldType type, boolean required, int length) {

  /** Longest array of numbers that an event may hold. */
  public static final int MOST_NUMBERS = 1_000_000;

  public EventField {
    if (length < 0 || length > MOST_NUMBERS || (length > 0 && type != FieldType.NUMBERS)) {
      throw new IllegalArgumentException(
          "length of a field must be 0, or in 1..%d for NUMBERS: length=%d type=%s (field %s)"
              .formatted(MOST_NUMBERS, length, type, name));
    }
  }

  /** A field of any length. */
  public EventField(String name, FieldType type, boolean required) {
    this(name, type, required, 0);
  }

  /** The same field, which an event need not have. */
  public EventField optional() {
    return new EventField(name, type, false, length);
  }

  /** The same field, of a length. */
  public EventField ofLength(int numbers) {
    return new EventField(name, type, required, numbers);
  }
}
