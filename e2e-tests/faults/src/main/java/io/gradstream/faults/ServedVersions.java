package io.gradstream.faults;

import io.gradstream.schemas.Version;
import java.util.Optional;
import java.util.function.Supplier;

/** Watches, from a thread of its own, that the version served never goes back. Thread safe. */
final class ServedVersions implements AutoCloseable {

  private final Supplier<Optional<Version>> served;
  private final Thread thread;
  private Version newest = new Version(0, 0); // guarded by this
  private long answers; // guarded by this
  private long backwards; // guarded by this
  private volatile boolean ended;

  /**
   * @param served the version that answers now, empty when nothing does
   */
  ServedVersions(Supplier<Optional<Version>> served) {
    this.served = served;
    thread = new Thread(this::watch, "served-versions");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    while (!ended) {
      served.get().ifPresent(this::add);
      pause();
    }
  }

  private void pause() {
    try {
      Thread.sleep(100); // between questions
    } catch (InterruptedException e) {
      ended = true;
    }
  }

  private synchronized void add(Version version) {
    answers++;
    if (version.compareTo(newest) < 0) {
      backwards++;
    } else {
      newest = version;
    }
  }

  synchronized long answers() {
    return answers;
  }

  /** Answers by a version older than one that had answered before. */
  synchronized long backwards() {
    return backwards;
  }

  @Override
  public void close() {
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
