package io.gradstream.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a process to become of use. */
final class Readiness {

  private static final Duration LIMIT = Duration.ofSeconds(180);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Readiness() {}

  /**
   * @throws LocalProcessException when the process ends or the limit passes
   */
  static void await(LocalProcess process, BooleanSupplier ready) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!ready.getAsBoolean()) {
      process.requireAlive();
      if (System.nanoTime() > end) {
        throw new LocalProcessException(
            "%s was not ready within %d s. Its last lines:%n%s"
                .formatted(process.name(), LIMIT.toSeconds(), process.lastLines()));
      }
      pause(process);
    }
  }

  private static void pause(LocalProcess process) {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalProcessException("interrupted while waiting for " + process.name());
    }
  }
}
