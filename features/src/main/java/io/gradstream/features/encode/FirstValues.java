package io.gradstream.features.encode;

import java.util.Arrays;

/**
 * The first values of a number that differ: their median, the median distance from it, and which of
 * them are odd.
 *
 * @param values sorted; not to be changed
 * @param far median distances from the median, beyond which a value is odd
 */
record FirstValues(double[] values, double median, double distance, double far) {

  /** Those values, in any order, at least one; the array is the record's from then on. */
  static FirstValues of(double[] values, double far) {
    Arrays.sort(values);
    double median = values[values.length / 2];
    double[] distances = Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
    Arrays.sort(distances);
    return new FirstValues(values, median, distances[values.length / 2], far);
  }

  /** How many are odd: of two nobody can say which. */
  int odd() {
    return values.length - usual().values.length;
  }

  /** Those that are not odd. */
  FirstValues usual() {
    if (values.length < 3) {
      return this;
    }
    double[] kept =
        Arrays.stream(values).filter(value -> Math.abs(value - median) <= far * distance).toArray();
    return kept.length == values.length ? this : of(kept, far);
  }

  /** Statistics of those that are not odd. */
  UsualRange.Summary summary() {
    double[] kept = usual().values;
    double mean = Arrays.stream(kept).average().orElseThrow();
    double squares = Arrays.stream(kept).map(value -> (value - mean) * (value - mean)).sum();
    return new UsualRange.Summary(kept.length, mean, Math.sqrt(squares / kept.length));
  }
}
