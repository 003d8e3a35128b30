package io.gradstream.schemas;

/**
 * A model's version: the generation is chosen at a deploy without state, the step counts the
 * updates of one model key since. Ordered by generation, then step. Same version, same bytes.
 */
public record Version(long generation, long step) implements Comparable<Version> {

  public Version {
    if (generation < 0 || step < 0) {
      throw new IllegalArgumentException(
          "generation and step must be >= 0: " + generation + "." + step);
    }
  }

  /** Reads what {@link #toString()} wrote, for instance {@code 3.1200}. */
  public static Version parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 1) {
      throw new IllegalArgumentException(
          "a version is GENERATION.STEP, for instance 3.1200: " + text);
    }
    return new Version(
        Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
  }

  /** The version after one more update. */
  public Version next() {
    return new Version(generation, step + 1);
  }

  @Override
  public int compareTo(Version other) {
    int byGeneration = Long.compare(generation, other.generation);
    return byGeneration != 0 ? byGeneration : Long.compare(step, other.step);
  }

  @Override
  public String toString() {
    return generation + "." + step;
  }
}
