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
  private final int soon; // of a hundred labels, how many come within two seconds

  private LabelFate(long seed, int soon) {
    random = new SplittableRandom(seed);
    this.soon = soon;
  }

  /** Most labels come soon, some late, few too late and few never. */
  static LabelFate mixed(long seed) {
    return new LabelFate(seed, 80);
  }

  /** Labels come soon or never. */
  static LabelFate soonOrNever(long seed) {
    return new LabelFate(seed, 95);
  }

  /** Milliseconds after the event. */
  long delay() {
    int lot = random.nextInt(100);
    if (lot < soon) {
      return random.nextInt(SOON);
    }
    if (lot >= 95) {
      return NEVER;
    }
    return lot < 93 ? SOON + random.nextInt(LATE - SOON) : TOO_LATE + random.nextInt(SOON);
  }
}
