package io.gradstream.network.updates;

import io.gradstream.network.kernels.StepKernels;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.TrainingSpec;

/**
 * What is learned: weights, the moments their optimizer keeps, and the moving average of the
 * weights where there is one. Offsets are of the weights. Not thread safe.
 */
public final class Parameters {

  private final Optimizer optimizer;
  private final float averaging; // 0 for none
  private final FlatVector weights;
  private final FlatVector moments;
  private final FlatVector averages;
  private final FlatVector units;
  private final int trained; // end of the dense part, where the buffers start
  private final int buffered; // end of the buffers
  private float share; // of the weights in their average, in this step

  /** Floats that the optimizer keeps for each weight. */
  public static int momentsPerWeight(TrainingSpec training) {
    return Optimizer.of(training.optimizer()).momentsPerWeight();
  }

  /**
   * @param moments the first moment of every weight, then the second of every one
   * @param averages of every weight, or empty
   * @param units what continual backpropagation keeps, or empty
   */
  public Parameters(
      TrainingSpec training,
      Layout layout,
      FlatVector weights,
      FlatVector moments,
      FlatVector averages,
      FlatVector units) {
    optimizer = Optimizer.of(training.optimizer());
    averaging = training.averaging();
    this.weights = weights;
    this.moments = moments;
    this.averages = averages;
    this.units = units;
    trained = layout.trained();
    buffered = layout.buffered();
  }

  public FlatVector vector(NetworkVector vector) {
    return switch (vector) {
      case WEIGHTS -> weights;
      case MOMENTS -> moments;
      case AVERAGES -> averages;
      case UNITS -> units;
    };
  }

  public FlatVector units() {
    return units;
  }

  private boolean isAveraging() {
    return averages.size() > 0;
  }

  /** Whether the rate of a step depends on its gradient. */
  boolean isBounded() {
    return optimizer.isBounded();
  }

  /** The rate of a step along a gradient of that sum of absolute values. */
  float bounded(float learningRate, double sum) {
    return optimizer.bounded(learningRate, sum);
  }

  /** The average's decay warms up, so that it soon forgets the first weights. */
  void begin(float learningRate, long step) {
    optimizer.begin(learningRate, step);
    share = (float) (1 - Math.min(averaging, (1.0 + step) / (10.0 + step)));
  }

  /**
   * One step of weights {@code [from, from + n)} along the gradient at that offset of the arena.
   */
  void update(StepKernels kernels, int from, int n, int gradient) {
    optimizer.update(
        kernels, n, gradient, weights.start() + from, moments.start() + from, weights.size());
    weights.markDirty(from, n);
    for (int k = 0; k < optimizer.momentsPerWeight(); k++) {
      moments.markDirty(k * weights.size() + from, n);
    }
    if (isAveraging()) {
      kernels.approach(n, share, weights.start() + from, averages.start() + from);
      averages.markDirty(from, n);
    }
  }

  /** Layers have changed their buffers: no average of those, the last are the best. */
  void buffersHaveChanged() {
    int n = buffered - trained;
    if (n > 0) {
      weights.markDirty(trained, n);
      if (isAveraging()) {
        averages.copy(weights, trained, trained, n);
      }
    }
  }

  /** The weights are a new model's: their average is the same. */
  public void startAverages() {
    if (isAveraging()) {
      averages.copy(weights, 0, 0, weights.size());
    }
  }

  /**
   * Weights {@code [to, to + n)} become another's from {@code from} on, and their averages with
   * them: its averages, or its weights where it has none.
   */
  public void takeOver(Parameters other, int from, int to, int n) {
    weights.copy(other.weights, from, to, n);
    if (isAveraging()) {
      averages.copy(other.isAveraging() ? other.averages : other.weights, from, to, n);
    }
  }

  /** The same weights' moments. Both optimizers must be of one kind. */
  public void takeOverMoments(Parameters other, int from, int to, int n) {
    for (int k = 0; k < optimizer.momentsPerWeight(); k++) {
      moments.copy(other.moments, k * other.weights.size() + from, k * weights.size() + to, n);
    }
  }

  /** A weight becomes another's: in the average too, and without moments. */
  public void replace(int at, float value) {
    weights.put(at, value);
    if (isAveraging()) {
      averages.put(at, value);
    }
    for (int k = 0; k < optimizer.momentsPerWeight(); k++) {
      moments.put(k * weights.size() + at, 0f);
    }
  }

  /** bias += share * weight, of the weights and of the averages; then the weight is zero. */
  public void moveInto(int bias, float share, int weight) {
    weights.put(bias, Math.fma(share, weights.get(weight), weights.get(bias)));
    if (isAveraging()) {
      averages.put(bias, Math.fma(share, averages.get(weight), averages.get(bias)));
    }
    replace(weight, 0f);
  }

  /** Weights, moments and averages become zero. */
  public void clear(int from, int n) {
    weights.clear(from, n);
    for (int k = 0; k < optimizer.momentsPerWeight(); k++) {
      moments.clear(k * weights.size() + from, n);
    }
    if (isAveraging()) {
      averages.clear(from, n);
    }
  }

  public void markClean() {
    weights.markClean();
    moments.markClean();
    averages.markClean();
    units.markClean();
  }
}
