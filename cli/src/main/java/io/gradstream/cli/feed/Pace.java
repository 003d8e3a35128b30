package io.gradstream.cli.feed;

import java.util.concurrent.locks.LockSupport;

/** Holds a loop to a number of turns a second, on average since the first; catches up by itself. */
public final class Pace {

  private static final long SHORTEST_PAUSE = 1_000_000; // ns

  private final double nanosPerTurn;
  private long start;
  private long turns;

  /**
   * @param perSecond 0 for as fast as it goes
   * @throws IllegalArgumentException when it is negative or no number
   */
  public Pace(double perSecond) {
    if (!(perSecond >= 0)) {
      throw new IllegalArgumentException("turns a second must be at least 0: " + perSecond);
    }
    this.nanosPerTurn = perSecond > 0 ? 1e9 / perSecond : 0;
  }

  /** Waits until the next turn is due. */
  public void await() {
    if (turns == 0) {
      start = System.nanoTime();
    }
    long due = start + (long) (nanosPerTurn * turns++);
    long early = due - System.nanoTime();
    while (early > SHORTEST_PAUSE && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(early);
      early = due - System.nanoTime();
    }
  }
}
