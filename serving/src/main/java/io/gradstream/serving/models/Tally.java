package io.gradstream.serving.models;

/** What was asked of a learner's models since the service started. Thread safe. */
public final class Tally {

  private long answers;
  private long answerNanos;
  private long failures;
  private long failureNanos;
  private long rows;
  private long predictNanos;
  private long lastMillis;
  private long waits;

  /**
   * What it is now.
   *
   * @param answers questions that were answered
   * @param failures questions that were not, whosever fault it was
   * @param rows predicted
   * @param predictNanos that predicting took, of the time of the answers
   * @param lastMillis of the last answer, since 1970; 0 before the first
   */
  public record Counts(
      long answers,
      long answerNanos,
      long failures,
      long failureNanos,
      long rows,
      long predictNanos,
      long lastMillis) {}

  /** A question of so many rows was answered. */
  public synchronized void answered(int of, long tookNanos, long predictingNanos, long nowMillis) {
    answers++;
    answerNanos += tookNanos;
    rows += of;
    predictNanos += predictingNanos;
    lastMillis = nowMillis;
  }

  /** A question begins to wait for a fresher model. */
  public synchronized void waiting() {
    waits++;
  }

  /** How many questions waited for a fresher model. */
  public synchronized long waits() {
    return waits;
  }

  public synchronized void failed(long tookNanos) {
    failures++;
    failureNanos += tookNanos;
  }

  public synchronized Counts counts() {
    return new Counts(answers, answerNanos, failures, failureNanos, rows, predictNanos, lastMillis);
  }
}
