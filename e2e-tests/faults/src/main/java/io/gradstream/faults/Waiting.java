package io.gradstream.faults;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, never for a time. */
final class Waiting {

  private static final long PAUSE_NANOS = 20_000_000;
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private Waiting() {}

  /**
   * @throws IllegalStateException when it does not come true within four minutes
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

  /**
   * Waits for a value.
   *
   * @throws IllegalStateException when there is none within four minutes
   */
  static <T> T untilGiven(String what, Supplier<Optional<T>> source) {
    AtomicReference<T> given = new AtomicReference<>();
    until(
        what,
        () -> {
          source.get().ifPresent(given::set);
          return given.get() != null;
        });
    return given.get();
  }
}
