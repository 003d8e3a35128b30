package io.gradstream.faults.soak;

import java.util.SplittableRandom;

/** When an event's label is sent. */
final class LabelFate {

  /** Never. */
  static final long NEVER = Long.MAX_VALUE;

  private static final int SOON = 2_000; // milliseconds
  private static final int LATE = 25_000;
  private static final int TOO_LATE = 40_000; // the learner waits 30 seconds

  private final SplittableRandom random;

  LabelFate(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Milliseconds after the event: soon for most, late for some, too late for a few. */
  long delay() {
    int lot = random.nextInt(100);
    if (lot < 5) {
      return NEVER;
    }
    if (lot < 7) {
      return TOO_LATE + random.nextInt(SOON);
    }
    return lot < 20 ? SOON + random.nextInt(LATE - SOON) : random.nextInt(SOON);
  }
}
