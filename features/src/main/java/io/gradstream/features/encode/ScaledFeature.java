package io.gradstream.features.encode;

import io.gradstream.features.event.Event;

/** A dense feature that keeps statistics of what it learned. Not thread safe. */
sealed interface ScaledFeature extends DenseFeature
    permits NumericFeature, ScaledNumbersFeature, WindowFeature {

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

  /** Takes over all that a like one of another encoder keeps; that one is of no further use. */
  default void takeOver(ScaledFeature other) {
    restore(other.scales());
  }

  /** Adds what the event has to the statistics. */
  void learn(Event event);
}
