package io.gradstream.learning;

import io.gradstream.learning.drift.ladder.DriftConfig;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.StartWeights;
import io.gradstream.network.spec.TrainingSpec;
import java.util.Optional;

/**
 * How hyper-parameters drive learning, whatever the model is.
 *
 * @param training what every network does with its gradients
 * @param practice how examples become steps
 * @param drift how drift is found and what is done about it; absent: nothing
 * @param next that the next event of the same entity tells an event's label; absent: it has its own
 * @param alarms share of the events that are to be alarms; absent: none is judged
 */
public record LearnSpec(
    TrainingSpec training,
    PracticeSpec practice,
    Optional<DriftConfig> drift,
    Optional<NextLabel> next,
    Optional<Double> alarms) {

  /** Events that have their own labels, and are not judged. */
  public LearnSpec(TrainingSpec training, PracticeSpec practice, Optional<DriftConfig> drift) {
    this(training, practice, drift, Optional.empty(), Optional.empty());
  }

  /** Mini-batches, each learned once. */
  public LearnSpec(TrainingSpec training, int batch) {
    this(training, PracticeSpec.miniBatches(batch), Optional.empty());
  }

  /** An optimizer alone, at a constant rate. */
  public LearnSpec(OptimizerSpec optimizer, int batch) {
    this(TrainingSpec.of(optimizer), batch);
  }

  /** The same, but a new model starts with these weights. */
  public LearnSpec startingWith(StartWeights start) {
    return new LearnSpec(training.with(start), practice, drift, next, alarms);
  }

  /** The same, but events are labelled so. */
  public LearnSpec labelledBy(Optional<NextLabel> of) {
    return new LearnSpec(training, practice, drift, of, alarms);
  }

  /** The same, but such a share of the events are alarms. */
  public LearnSpec alarming(Optional<Double> rate) {
    return new LearnSpec(training, practice, drift, next, rate);
  }

  /** Examples in a mini-batch. */
  public int batch() {
    return practice.batch();
  }
}
