package io.gradstream.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, never for a time. */
final class Waiting {

  private static final long PAUSE_NANOS = 20_000_000;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Waiting() {}

  /**
   * @throws IllegalStateException when it does not come true within two minutes
   */
  static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("%s: not within %d s".formatted(what, LIMIT.toSeconds()));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
