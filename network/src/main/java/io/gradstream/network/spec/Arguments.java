package io.gradstream.network.spec;

/** Checks that say name, rule and value. */
public final class Arguments {

  private Arguments() {}

  public static void check(boolean holds, String name, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " must be " + rule + ": " + name + "=" + value);
    }
  }

  public static int positive(String name, int value) {
    check(value > 0, name, "at least 1", value);
    return value;
  }

  public static int index(String name, int index, int length) {
    if (index < 0 || index >= length) {
      check(false, name, "in [0, " + length + ")", index);
    }
    return index;
  }
}
