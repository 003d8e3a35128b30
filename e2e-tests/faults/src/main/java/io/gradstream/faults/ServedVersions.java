package io.gradstream.faults;

import io.gradstream.schemas.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Watches, from a thread of its own, that no key's version served ever goes back; asks of one key
 * after another. Thread safe.
 */
final class ServedVersions implements AutoCloseable {

  private final List<String> keys;
  private final Function<String, Optional<Version>> served;
  private final Thread thread;
  private final Map<String, Version> newest = new HashMap<>(); // by key; guarded by this
  private long answers; // guarded by this
  private long backwards; // guarded by this
  private volatile boolean ended;

  /**
   * @param served the version of a key that answers now, empty when nothing does
   */
  ServedVersions(List<String> keys, Function<String, Optional<Version>> served) {
    this.keys = List.copyOf(keys);
    this.served = served;
    thread = new Thread(this::watch, "served-versions");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    for (int question = 0; !ended; question++) {
      String key = keys.get(question % keys.size());
      served.apply(key).ifPresent(version -> add(key, version));
      pause();
    }
  }

  private void pause() {
    try {
      Thread.sleep(20); // between questions
    } catch (InterruptedException e) {
      ended = true;
    }
  }

  private synchronized void add(String key, Version version) {
    answers++;
    if (version.compareTo(newest.getOrDefault(key, version)) < 0) {
      backwards++;
    } else {
      newest.put(key, version);
    }
  }

  /** Keys whose version was served. */
  synchronized int keys() {
    return newest.size();
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
