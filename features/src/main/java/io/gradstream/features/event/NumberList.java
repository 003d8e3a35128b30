package io.gradstream.features.event;

import java.util.Arrays;

/** Gathers the values of one array field, one after another. Reusable; not thread safe. */
public final class NumberList {

  private static final int SHORTEST = 16;

  private final EventField field;
  private float[] values;
  private int size;

  public NumberList(EventField field) {
    this.field = field;
    this.values = new float[Math.max(SHORTEST, field.length())];
  }

  /** Forgets what was gathered. */
  public NumberList clear() {
    size = 0;
    return this;
  }

  /**
   * @throws BadFieldException when the value, or one value more, may not be in the field
   */
  public void add(float value) {
    if (size == values.length) {
      grow();
    }
    values[size++] = ArrayRules.checked(field, value);
  }

  /**
   * The values in an array of their own.
   *
   * @throws BadFieldException when they are too few or too many
   */
  public float[] take() {
    ArrayRules.requireLength(field, size);
    return Arrays.copyOf(values, size);
  }

  private void grow() {
    if (size >= EventField.MOST_NUMBERS) {
      ArrayRules.requireLength(field, size + 1);
    }
    values = Arrays.copyOf(values, Math.min(2 * size, EventField.MOST_NUMBERS));
  }
}
