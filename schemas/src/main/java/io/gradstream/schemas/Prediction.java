package io.gradstream.schemas;

import java.util.List;
import java.util.Optional;

/**
 * One answer, as it is published.
 *
 * @param id the event's id, empty text when the learner declares none
 * @param key the model key, empty text for a learner without one
 * @param output binary: [probability of the positive class]; multi-class: [probability of each
 *     class, in the order of the spec or of {@code classes}]; regression: [value], and of a learner
 *     with intervals [value, lower bound, upper bound], each NaN while there is no evidence for
 *     one. Not to be changed by a reader. Probabilities are floats, and so are values wherever one
 *     is near enough.
 * @param learnedThrough position of the last example the answering model had learned; empty when it
 *     had learned nothing yet: the output is then no answer
 * @param time event time of the event, epoch milliseconds
 * @param classes names of the output's classes, where the learner meets them as labels come; absent
 *     where its spec names them all, and for other targets
 * @param isBounded whether the output is a number with its bounds
 * @param anomaly of the event, where the learner has alarms
 */
public record Prediction(
    String learner,
    String id,
    String key,
    double[] output,
    Version version,
    Optional<Position> learnedThrough,
    long time,
    Optional<List<String>> classes,
    boolean isBounded,
    Optional<Anomaly> anomaly) {

  public Prediction {
    classes = classes.map(List::copyOf);
  }

  /** Whether its output is one number, which is no float. */
  boolean needsDouble() {
    return (output.length == 1 || isBounded)
        && output[0] != (float) output[0]
        && !Double.isNaN(output[0]);
  }

  /** An answer of a learner without alarms. */
  public Prediction(
      String learner,
      String id,
      String key,
      double[] output,
      Version version,
      Optional<Position> learnedThrough,
      long time,
      Optional<List<String>> classes,
      boolean isBounded) {
    this(
        learner,
        id,
        key,
        output,
        version,
        learnedThrough,
        time,
        classes,
        isBounded,
        Optional.empty());
  }

  /** An answer without bounds. */
  public Prediction(
      String learner,
      String id,
      String key,
      double[] output,
      Version version,
      Optional<Position> learnedThrough,
      long time,
      Optional<List<String>> classes) {
    this(learner, id, key, output, version, learnedThrough, time, classes, false);
  }

  /** An answer whose classes, if it has any, are those of the spec. */
  public Prediction(
      String learner,
      String id,
      String key,
      double[] output,
      Version version,
      Optional<Position> learnedThrough,
      long time) {
    this(learner, id, key, output, version, learnedThrough, time, Optional.empty());
  }
}
