package io.gradstream.features;

/** A dense feature that keeps statistics of what it learned. Not thread safe. */
sealed interface ScaledFeature extends DenseFeature permits NumericFeature, ScaledNumbersFeature {

  /** Its statistics, always as many. */
  RunningScale[] scales();

  /** Takes statistics over, as many as it has. */
  void restore(RunningScale[] restored);

  /** Adds what the event has to the statistics. */
  void learn(Event event);
}
