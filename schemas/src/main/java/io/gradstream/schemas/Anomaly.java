package io.gradstream.schemas;

/**
 * How an event compares with what its learner expects.
 *
 * @param score how unlikely it is, in [0, 1]; 0 while there is no evidence
 * @param isAlarm whether the score is beyond the threshold that keeps alarms at their rate
 */
public record Anomaly(double score, boolean isAlarm) {

  /** Of an event that nothing is known to compare with. */
  public static final Anomaly NONE = new Anomaly(0, false);

  public Anomaly {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("an anomaly's score must be in [0, 1]: " + score);
    }
  }
}
