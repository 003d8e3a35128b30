package io.gradstream.cli.machine;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.gradstream.local.LocalProcess;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that was started, as its record says; it stays behind when the process ends by itself.
 *
 * @param birth see {@link ProcessBirth}: another process may have the number by now
 * @param since epoch milliseconds
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record PartRecord(long pid, String birth, long since) {

  /** A broker writes down what it holds. */
  private static final Duration ORDERLY_END = Duration.ofSeconds(30);

  private static final Duration END = Duration.ofSeconds(10);
  private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

  static PartRecord of(LocalProcess process) {
    return new PartRecord(
        process.pid(), ProcessBirth.of(process.pid()).orElse(""), System.currentTimeMillis());
  }

  boolean isRunning() {
    return ProcessBirth.of(pid).filter(found -> found.equals(birth)).isPresent();
  }

  /** Asks it to end. */
  void tellToEnd() {
    if (isRunning()) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    }
  }

  /**
   * Waits until it has ended; killed when it does not.
   *
   * @throws IllegalStateException when even that does not end it
   */
  void awaitEnd() {
    if (isRunningAfter(ORDERLY_END)) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      if (isRunningAfter(END)) {
        throw new IllegalStateException("process %d does not end".formatted(pid));
      }
    }
  }

  private boolean isRunningAfter(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    boolean runs = isRunning();
    while (runs && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      runs = isRunning();
    }
    return runs;
  }
}
