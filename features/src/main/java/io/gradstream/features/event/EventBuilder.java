package io.gradstream.features.event;

import io.gradstream.schemas.DeadLetter;
import java.math.BigInteger;
import java.util.function.Supplier;

/**
 * Builds events from typed values or from text cells, under the rules every format obeys. The first
 * field that must be there and breaks one decides what {@link #build} gives; values of others that
 * do are set aside. Fields that are not set are missing. Reusable after {@code build}; not thread
 * safe.
 */
public final class EventBuilder {

  private final EventSchema schema;
  private final EventField[] fields;
  private final FieldValues values;
  private boolean[] set;
  private Decoded.Bad bad;

  public EventBuilder(EventSchema schema) {
    this.schema = schema;
    this.fields = schema.fields().toArray(EventField[]::new);
    this.values = new FieldValues(schema);
    clear();
  }

  /**
   * Sets a field to a boolean, a number, text, an array or null. As in JSON, text is never taken
   * for a number, a whole number is a time in epoch milliseconds, and text may be a time, or base64
   * of an array. Arrays are {@code float[]}, which is taken over, {@code double[]} or {@code
   * byte[]}, without sign.
   *
   * @param field index in the schema
   */
  public EventBuilder set(int field, Object value) {
    return accept(field, () -> typed(fields[field], value));
  }

  /**
   * Sets a field to what a text cell says; null and empty text are missing. An array is written as
   * numbers between blanks or semicolons, or as {@code base64:} and the base64 of its bytes.
   *
   * @param field index in the schema
   */
  public EventBuilder setCell(int field, String cell) {
    return accept(field, () -> FieldRules.fromCell(fields[field], cell, schema.zone()));
  }

  /**
   * Sets a field to a time of a format that says itself what its numbers count.
   *
   * @param field index in the schema
   */
  public EventBuilder setTime(int field, long epochMillis) {
    return accept(field, () -> FieldRules.fromTime(fields[field], epochMillis));
  }

  /**
   * Says that a field's value cannot be had at all.
   *
   * @param field index in the schema
   */
  public EventBuilder refuse(int field, DeadLetter.Reason reason, String message) {
    return accept(
        field,
        () -> {
          throw new BadFieldException(reason, fields[field].name(), message);
        });
  }

  /** The event, or what was wrong with the first bad field. Starts anew. */
  public Decoded build() {
    for (int field = 0; field < fields.length; field++) {
      if (!set[field]) {
        set(field, null);
      }
    }
    Decoded built = bad != null ? bad : values.event();
    clear();
    return built;
  }

  private EventBuilder accept(int field, Supplier<Object> value) {
    set[field] = true;
    try {
      values.setOrAside(field, value);
    } catch (BadFieldException e) {
      bad = bad == null ? e.toDecoded() : bad;
    }
    return this;
  }

  private Object typed(EventField field, Object value) {
    if (value == null) {
      return FieldRules.missing(field);
    }
    if (value instanceof Boolean flag) {
      return FieldRules.fromBoolean(field, flag);
    }
    if (value instanceof Double || value instanceof Float) {
      return FieldRules.fromDecimal(field, ((Number) value).doubleValue());
    }
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return FieldRules.fromWhole(field, ((Number) value).longValue());
    }
    if (value instanceof BigInteger whole) {
      return FieldRules.fromWhole(field, whole);
    }
    if (value instanceof CharSequence text) {
      return FieldRules.fromText(field, text.toString(), schema.zone());
    }
    if (value instanceof float[] numbers) {
      return ArrayRules.fromFloats(field, numbers);
    }
    if (value instanceof double[] numbers) {
      return ArrayRules.fromDoubles(field, numbers);
    }
    if (value instanceof byte[] bytes) {
      return ArrayRules.fromBytes(field, bytes);
    }
    throw FieldRules.wrongType(field, value.getClass().getSimpleName());
  }

  private void clear() {
    values.clear();
    set = new boolean[fields.length];
    bad = null;
  }
}
