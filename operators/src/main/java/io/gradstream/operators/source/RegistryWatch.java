package io.gradstream.operators.source;

import io.gradstream.features.decode.RegistryHost.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * How long a source has been waiting for its schema registry, and who is told. Written by one
 * thread; read by any.
 */
final class RegistryWatch {

  /** A source that waits says so at once, and then this often. */
  static final Duration TOLD_EVERY = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Consumer<String> told;
  private volatile Instant since; // null: it does not wait
  private Instant lastTold = Instant.MIN;
  private boolean reported;

  /**
   * @param told hears it in words
   */
  RegistryWatch(InstantSource clock, Consumer<String> told) {
    this.clock = clock;
    this.told = told;
  }

  void unanswered(Unanswered question) {
    since = question.since();
    Instant now = clock.instant();
    if (lastTold.isBefore(now.minus(TOLD_EVERY))) {
      lastTold = now;
      told.accept(
          "The schema registry %s does not answer for schema id %d: %s. Waiting since %s, nothing is read meanwhile."
              .formatted(question.registry(), question.id(), question.reason(), since));
    }
  }

  void answered() {
    if (since != null) {
      told.accept("The schema registry answers again, after %d s.".formatted(seconds()));
      since = null;
      lastTold = Instant.MIN;
    }
  }

  /** For how long it has been waiting, at least 1; 0 when it does not wait. */
  long seconds() {
    Instant start = since;
    return start == null ? 0 : Math.max(1, Duration.between(start, clock.instant()).toSeconds());
  }

  /** Whether a report is due: while it waits, and once when it no longer does. */
  boolean takeToReport() {
    boolean waits = since != null;
    boolean due = waits || reported;
    reported = waits;
    return due;
  }
}
