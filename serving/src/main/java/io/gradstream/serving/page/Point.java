package io.gradstream.serving.page;

import java.util.Arrays;

/**
 * How good a learner was at one moment.
 *
 * @param time of the report, epoch milliseconds
 * @param scored examples that its scores are of
 * @param scores as {@link ShownScore#MEASURES} has them, NaN where one is not defined; not to be
 *     changed
 */
record Point(long time, double scored, double[] scores) {

  /** Whether any score is defined. */
  boolean hasScore() {
    return Arrays.stream(scores).anyMatch(Double::isFinite);
  }
}
