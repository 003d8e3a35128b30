package io.gradstream.learning;

import java.time.Duration;
import java.util.Optional;

/**
 * That the label of an event is what a later one of the same entity tells: next steps of series are
 * learned without any labels of their own.
 *
 * @param by field of the entity; absent: all of the model's events are one series
 * @param time field of the event's time, by which a next event is later; absent: whatever is
 *     learned next is
 * @param horizon how much later the one is, at least, that tells the label; zero: the very next
 * @param within how much later it may be; one that is later than that tells no label
 * @param entities whose last events wait at once; a new one takes the place of that which waits for
 *     longest
 */
public record NextLabel(
    Optional<String> by, Optional<String> time, Duration horizon, Duration within, int entities) {

  /** Measure of a learner: events so far that will never have a label. */
  public static final String UNLABELLED = "forecasts.unlabelled";

  public NextLabel {
    if (entities < 1) {
      throw new IllegalArgumentException("entities must be at least 1: " + entities);
    }
    if (horizon.isNegative() || horizon.compareTo(within) > 0) {
      throw new IllegalArgumentException("horizon must be in 0..%s: %s".formatted(within, horizon));
    }
    if (!horizon.isZero() && time.isEmpty()) {
      throw new IllegalArgumentException("events must have a time for a horizon: " + horizon);
    }
  }

  /** The very next event tells the label. */
  public NextLabel(Optional<String> by, Optional<String> time, Duration within, int entities) {
    this(by, time, Duration.ZERO, within, entities);
  }

  /** Whether events in between may tell labels of others. */
  public boolean isAhead() {
    return !horizon.isZero();
  }
}
