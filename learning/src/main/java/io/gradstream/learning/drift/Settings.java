package io.gradstream.learning.drift;

/** The rules that settings keep, told with their name and value. */
public final class Settings {

  private Settings() {}

  public static void requireAbove(double bound, String name, double value) {
    require(value > bound && Double.isFinite(value), name, "above " + bound, value);
  }

  public static void requireAtLeast(double least, String name, double value) {
    require(value >= least && Double.isFinite(value), name, least + " or more", value);
  }

  public static void requireBetween(double low, double high, String name, double value) {
    require(value > low && value < high, name, "above " + low + " and below " + high, value);
  }

  public static void requireAtMost(double most, String name, double value) {
    require(value <= most, name, most + " or less", value);
  }

  private static void require(boolean kept, String name, String rule, double value) {
    if (!kept) {
      throw new IllegalArgumentException("%s must be %s: %s".formatted(name, rule, value));
    }
  }
}
