package io.gradstream.network.updates;

import io.gradstream.network.kernels.StepKernels;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.TrainingSpec;
import java.util.List;

/** Turns the gradients of a step into new weights: checks them, then moves the weights along. */
public final class Updates {

  private final TrainingSpec training;
  private final StepKernels kernels;
  private final int gradientStart;
  private final Parameters parameters;
  private final Gradients gradients;
  private final List<SparseTensor> tables;
  private float learningRate;
  private long steps;

  /**
   * @param gradientStart where the dense part's gradient starts, in the order of the weights
   */
  public Updates(
      TrainingSpec training,
      StepKernels kernels,
      int gradientStart,
      Parameters parameters,
      List<SparseTensor> tables) {
    this.training = training;
    this.kernels = kernels;
    this.gradientStart = gradientStart;
    this.parameters = parameters;
    this.tables = tables;
    int weights = parameters.vector(NetworkVector.WEIGHTS).start();
    gradients = new Gradients(kernels, weights, gradientStart, tables);
  }

  /** Begins anew, as for a new model. */
  public void reset() {
    learningRate = training.optimizer().learningRate();
    steps = 0;
  }

  public float learningRate() {
    return learningRate;
  }

  public void setLearningRate(float rate) {
    learningRate = rate;
  }

  /** Updates so far. */
  public long steps() {
    return steps;
  }

  public void setSteps(long steps) {
    this.steps = steps;
  }

  /** Whether the gradients of weights {@code [from, to)} and of all tables are finite. */
  public boolean areFinite(int from, int to) {
    return gradients.areFinite(from, to);
  }

  /** Starts the next update of the network. */
  public void begin() {
    steps++;
  }

  /** Moves weights {@code [from, to)} and the touched rows of all tables along their gradients. */
  public void apply(int from, int to) {
    gradients.clip(training.clipping(), from, to);
    gradients.decay(training.l2(), from, to);
    float rate = (float) (learningRate * Schedule.factor(training.schedule(), steps));
    if (parameters.isBounded()) {
      rate = parameters.bounded(rate, gradients.absoluteSum(from, to));
    }
    parameters.begin(rate, steps);
    parameters.update(kernels, from, to - from, gradientStart + from);
    for (int t = 0; t < tables.size(); t++) {
      tables.get(t).update(parameters, kernels);
    }
  }

  /** Ends the update: layers have moved their buffers on. */
  public void end() {
    parameters.buffersHaveChanged();
  }
}
