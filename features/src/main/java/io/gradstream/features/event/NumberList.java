package io.gradstream.features.event;

import java.util.Arrays;

/** Gathers the values of one array field, one after another. Reusable; not thread safe. */
public final class NumberList {

  private static final int SHORTEST = 16;

  private final EventField field;
  private float[] values;
  private int size;
  private BadFieldException refused; // the first; null: none

  public NumberList(EventField field) {
    this.field = field;
    this.values = new float[Math.max(SHORTEST, field.length())];
  }

  /** Forgets what was gathered. */
  public NumberList clear() {
    size = 0;
    refused = null;
    return this;
  }

  /** Adds a value; one that may not be in the field makes the whole array one that may not be. */
  public void add(float value) {
    if (refused != null) {
      return;
    }
    try {
      if (size == values.length) {
        grow();
      }
      values[size] = ArrayRules.checked(field, value);
      size++;
    } catch (BadFieldException e) {
      refused = e;
    }
  }

  /** Says that something else stands among the values. */
  public void refuse(BadFieldException broken) {
    refused = refused == null ? broken : refused;
  }

  /**
   * The values in an array of their own.
   *
   * @throws BadFieldException when one of them may not be there, or they are too few or too many
   */
  public float[] take() {
    if (refused != null) {
      throw refused;
    }
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
