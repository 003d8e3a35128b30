package io.gradstream.features.event;

import java.util.Arrays;

/**
 * A decoded event: one value for each field of its {@link EventSchema}, in that order. Immutable.
 * Values are {@link Double}, {@link Boolean}, {@link String}, {@link Long} (time, epoch
 * milliseconds), {@code float[]} or null for missing.
 */
public final class Event {

  private final Object[] values;

  private Event(Object[] values) {
    this.values = values;
  }

  public static Event of(Object... values) {
    return new Event(values.clone());
  }

  /** Takes the array over; the caller must not touch it again. */
  public static Event owning(Object[] values) {
    return new Event(values);
  }

  public int size() {
    return values.length;
  }

  public Object value(int field) {
    return values[field];
  }

  public boolean isMissing(int field) {
    return values[field] == null;
  }

  /** A NUMBER field that is not missing. */
  public double number(int field) {
    return (Double) values[field];
  }

  /** A BOOLEAN field that is not missing. */
  public boolean flag(int field) {
    return (Boolean) values[field];
  }

  /** A TIME field that is not missing, epoch milliseconds. */
  public long time(int field) {
    return (Long) values[field];
  }

  /** A NUMBERS field that is not missing. Shared: never to be changed. */
  public float[] numbers(int field) {
    return (float[]) values[field];
  }

  /** Any field as text: whole numbers without a fraction; null when missing. */
  public String text(int field) {
    Object value = values[field];
    if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString(number.longValue());
    }
    if (value instanceof float[] numbers) {
      return Arrays.toString(numbers);
    }
    return value == null ? null : value.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Event event && Arrays.deepEquals(values, event.values);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(values);
  }
}
