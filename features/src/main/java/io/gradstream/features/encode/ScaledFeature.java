package io.gradstream.features.encode;

import io.gradstream.features.event.Event;

/** A dense feature that keeps statistics of what it learned. Not thread safe. */
sealed interface ScaledFeature extends DenseFeature permits NumericFeature, ScaledNumbersFeature {

  /** The feature's statistics, always as many. */
  RunningScale[] scales();

  /** Whether the other keeps the same statistics, of another encoder's events. */
  default boolean isLike(ScaledFeature other) {
    return getClass() == other.getClass()
        && name().equals(other.name())
        && scales().length == other.scales().length;
  }

  /** Takes statistics over, as many as it has. */
  void restore(RunningScale[] restored);

  /** Adds what the event has to the statistics. */
  void learn(Event event);
}
