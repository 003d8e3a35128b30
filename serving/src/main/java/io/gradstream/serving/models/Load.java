package io.gradstream.serving.models;

import java.time.Duration;

/**
 * What a row, a token or a sample of a learner's models costs, as measured, and how many of long
 * queries are waited for: rows they are called here. Thread safe.
 */
public final class Load {

  /** Weight of a measurement above the estimate: it may have been another's time. */
  private static final double SLOWER = 1.0 / 32;

  /** Rows before the estimate is believed: until then code is compiled as it runs. */
  private static final int BELIEVED = 200;

  private double nanosPerRow; // 0: not measured yet
  private long measured; // rows
  private long rows; // promised and not predicted

  /** So many rows took so long. */
  public synchronized void measured(int predicted, long nanos) {
    double now = nanos / (double) predicted;
    boolean faster = measured == 0 || now < nanosPerRow;
    nanosPerRow = faster ? now : nanosPerRow + SLOWER * (now - nanosPerRow);
    measured += predicted;
  }

  /** Whether so many rows were measured that what they cost is known. */
  public synchronized boolean isKnown() {
    return measured >= BELIEVED;
  }

  /** More rows are waited for; fewer, when below 0. */
  public synchronized void promise(int more) {
    rows += more;
  }

  /** How long all rows that are waited for take. */
  public synchronized Duration ahead() {
    return alone(rows);
  }

  /** How long so many rows take by themselves. */
  public synchronized Duration alone(long of) {
    return Duration.ofNanos((long) (nanosPerRow * of));
  }

  public synchronized long rows() {
    return rows;
  }
}
