package io.gradstream.network.updates;

import io.gradstream.network.layers.Compute;
import io.gradstream.network.spec.TrainingSpec;
import java.util.List;

/** Turns the gradients of a step into new weights: checks them, then moves the weights along. */
final class Updates {

  private final TrainingSpec training;
  private final Compute compute;
  private final Parameters parameters;
  private final Gradients gradients;
  private final List<SparseTensor> tables;
  private float learningRate;
  private long steps;

  Updates(
      TrainingSpec training, Compute compute, Parameters parameters, List<SparseTensor> tables) {
    this.training = training;
    this.compute = compute;
    this.parameters = parameters;
    this.tables = tables;
    gradients = new Gradients(compute, tables);
  }

  /** As for a new model. */
  void reset() {
    learningRate = training.optimizer().learningRate();
    steps = 0;
  }

  float learningRate() {
    return learningRate;
  }

  void setLearningRate(float rate) {
    learningRate = rate;
  }

  /** Updates so far. */
  long steps() {
    return steps;
  }

  void setSteps(long steps) {
    this.steps = steps;
  }

  /** Whether the gradients of weights {@code [from, to)} and of all tables are finite. */
  boolean areFinite(int from, int to) {
    return gradients.areFinite(from, to);
  }

  /** Starts the next update of the network. */
  void begin() {
    steps++;
  }

  /** Moves weights {@code [from, to)} and the touched rows of all tables along their gradients. */
  void apply(int from, int to) {
    gradients.clip(training.clipping(), from, to);
    gradients.decay(training.l2(), from, to);
    float rate = (float) (learningRate * Schedule.factor(training.schedule(), steps));
    if (parameters.isBounded()) {
      rate = parameters.bounded(rate, gradients.absoluteSum(from, to));
    }
    parameters.begin(rate, steps);
    parameters.update(compute.kernels(), from, to - from, compute.gradients() + from);
    for (int t = 0; t < tables.size(); t++) {
      tables.get(t).update(parameters, compute.kernels());
    }
  }

  /** Ends the update: layers have moved their buffers on. */
  void end() {
    parameters.buffersHaveChanged(compute.kernels());
  }
}
