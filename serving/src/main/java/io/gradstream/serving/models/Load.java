package io.gradstream.serving.models;

import java.time.Duration;

/**
 * What a row of a learner's models costs, as measured, and how many rows of long queries are waited
 * for. Thread safe.
 */
public final class Load {

  /** Weight of the newest measurement: that of a busy machine is soon forgotten. */
  private static final double NEWEST = 0.125;

  private double nanosPerRow; // 0: not measured yet
  private long rows; // promised and not predicted

  /** So many rows took so long. */
  public synchronized void measured(int predicted, long nanos) {
    double measured = nanos / (double) predicted;
    nanosPerRow = nanosPerRow == 0 ? measured : nanosPerRow + NEWEST * (measured - nanosPerRow);
  }

  /** More rows are waited for; fewer, when below 0. */
  public synchronized void promise(int more) {
    rows += more;
  }

  /** How long all rows that are waited for take, with so many more of them. */
  public synchronized Duration ahead(int more) {
    return Duration.ofNanos((long) (nanosPerRow * (rows + more)));
  }

  /** How long so many rows take by themselves. */
  public synchronized Duration alone(int of) {
    return Duration.ofNanos((long) (nanosPerRow * of));
  }

  public synchronized long rows() {
    return rows;
  }
}
