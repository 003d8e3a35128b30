package io.gradstream.network;

import java.util.List;

/** Turns the gradients of a step into new weights: checks them, then moves the weights along. */
final class Updates {

  private final Compute compute;
  private final Parameters parameters;
  private final List<SparseTensor> tables;
  private float learningRate;
  private long steps;

  Updates(Compute compute, Parameters parameters, List<SparseTensor> tables) {
    this.compute = compute;
    this.parameters = parameters;
    this.tables = tables;
  }

  /** As for a new model. */
  void reset(float rate) {
    learningRate = rate;
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
    Kernels kernels = compute.kernels();
    boolean finite = kernels.isFinite(to - from, compute.gradients() + from);
    for (int t = 0; finite && t < tables.size(); t++) {
      SparseTensor table = tables.get(t);
      finite = kernels.isFinite(table.gradientCount(), table.gradients());
    }
    return finite;
  }

  /** Starts the next update of the network. */
  void begin() {
    steps++;
    parameters.begin(learningRate, steps);
  }

  /** Moves weights {@code [from, to)} along their gradients. */
  void apply(int from, int to) {
    parameters.update(compute.kernels(), from, to - from, compute.gradients() + from);
  }

  /** Moves the touched rows of all tables. */
  void applySparse() {
    for (int t = 0; t < tables.size(); t++) {
      tables.get(t).update(parameters, compute.kernels());
    }
  }
}
