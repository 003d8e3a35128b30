package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what must become true; how long it takes is not part of any assertion. */
final class Eventually {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private Eventually() {}

  /** The first value that is as wanted. */
  static <T> T get(Supplier<T> value, Predicate<T> wanted) {
    return get(value, wanted, () -> "");
  }

  /**
   * The first value that is as wanted.
   *
   * @param more to say when there is none in time
   */
  static <T> T get(Supplier<T> value, Predicate<T> wanted, Supplier<String> more) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    T last = value.get();
    while (!wanted.test(last)) {
      if (System.nanoTime() > end) {
        fail("not within %s; the last value was %s; %s", PATIENCE, last, more.get());
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      last = value.get();
    }
    return last;
  }
}
