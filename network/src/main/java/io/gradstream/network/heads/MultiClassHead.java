package io.gradstream.network.heads;

import io.gradstream.network.layers.Compute;
import io.gradstream.network.layers.Site;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.Arguments;
import io.gradstream.network.spec.HeadSpec.MultiClass;

/**
 * Softmax and categorical cross-entropy; a target is the index of a class.
 *
 * <p>With smoothing s and weights w, a row of class y has the loss -sum of a[c] ln p[c], where a[c]
 * is w[c] s / classes, and w[y] (1 - s) more for y. The mean is over the sum of the rows' w[y], as
 * in PyTorch's {@code cross_entropy}; with weights that follow the stream, over the rows.
 *
 * <p>Only the first classes may be open: the others have the probability 0 and no gradient, so that
 * their weights stay as they were made until a class claims them.
 */
final class MultiClassHead implements Head {

  private final Signal output; // [batch, classes]
  private final int targets; // [batch]
  private final int sums; // [batch]
  private final float smoothing;
  private final float[] weights; // [classes]
  private final float[] spread; // [classes], a[c] of a class that is not the target
  private float spreadSum;
  private int open; // classes that there are
  private boolean running; // weights follow the stream

  MultiClassHead(MultiClass spec, Signal output, int targets, Site site) {
    this.output = output;
    this.targets = targets;
    sums = site.layout().workspace(site.batch());
    smoothing = spec.labelSmoothing();
    weights = new float[spec.classes()];
    spread = new float[spec.classes()];
    for (int c = 0; c < weights.length; c++) {
      weights[c] = spec.classWeights().isEmpty() ? 1f : spec.classWeights().get(c);
    }
    open = weights.length;
    spread();
  }

  private void spread() {
    float sum = 0f;
    for (int c = 0; c < open; c++) {
      spread[c] = weights[c] * smoothing / open;
      sum += spread[c];
    }
    spreadSum = sum;
  }

  @Override
  public void open(int classes, float[] classWeights) {
    boolean follows = classWeights.length > 0;
    if (classes == open && !follows) {
      return;
    }
    open = Arguments.index("classes", classes, weights.length + 1);
    running = follows;
    System.arraycopy(classWeights, 0, weights, 0, follows ? classes : 0);
    spread();
  }

  @Override
  public void predict(Compute compute, int rows) {
    shift(compute.memory(), rows);
    normalize(compute, rows);
  }

  @Override
  public float loss(Compute compute, int rows) {
    float[] memory = compute.memory();
    shift(memory, rows);
    float sum = 0f; // of a ln(sum of exp(z)) - a z, with z shifted by the row's maximum
    float mean = 0f; // what the sum is divided by
    for (int r = 0; r < rows; r++) {
      sum -= pull(memory, r);
      mean += running ? 1f : weights[target(memory, r)];
    }
    normalize(compute, rows);
    compute.activations().log(rows, sums);
    for (int r = 0; r < rows; r++) {
      sum += total(memory, r) * memory[sums + r];
    }
    deltas(memory, rows, mean);
    return sum / mean;
  }

  /** The sum of a[c] z[c]. */
  private float pull(float[] memory, int row) {
    int target = target(memory, row);
    int z = output.values() + row * output.width();
    float sum = weights[target] * (1f - smoothing) * memory[z + target];
    for (int c = 0; smoothing > 0f && c < open; c++) {
      sum += spread[c] * memory[z + c];
    }
    return sum;
  }

  /** The sum of a[c]. */
  private float total(float[] memory, int row) {
    return weights[target(memory, row)] * (1f - smoothing) + spreadSum;
  }

  /** z -= the row's maximum, so that no exponential overflows. */
  private void shift(float[] memory, int rows) {
    int classes = output.width();
    for (int row = output.values(); row < output.values() + rows * classes; row += classes) {
      float maximum = Float.NEGATIVE_INFINITY;
      for (int j = row; j < row + open; j++) {
        maximum = Math.max(maximum, memory[j]);
      }
      for (int j = row; j < row + open; j++) {
        memory[j] = memory[j] - maximum;
      }
      clear(memory, row + open, row + classes);
    }
  }

  /** p = exp(z) / sum of exp(z). */
  private void normalize(Compute compute, int rows) {
    float[] memory = compute.memory();
    int classes = output.width();
    compute.activations().exp(rows * classes, output.values());
    for (int r = 0; r < rows; r++) {
      int row = output.values() + r * classes;
      float sum = 0f;
      for (int j = row; j < row + open; j++) {
        sum += memory[j];
      }
      memory[sums + r] = sum;
      for (int j = row; j < row + open; j++) {
        memory[j] = memory[j] / sum;
      }
      clear(memory, row + open, row + classes);
    }
  }

  private static void clear(float[] memory, int from, int to) {
    for (int j = from; j < to; j++) {
      memory[j] = 0f;
    }
  }

  /** d[c] = (p[c] times the sum of a, less a[c]) / mean. */
  private void deltas(float[] memory, int rows, float mean) {
    int classes = output.width();
    for (int r = 0; r < rows; r++) {
      float total = total(memory, r);
      int p = output.values() + r * classes;
      int d = output.deltas() + r * classes;
      for (int c = 0; c < open; c++) {
        memory[d + c] = (memory[p + c] * total - spread[c]) / mean;
      }
      clear(memory, d + open, d + classes);
      int target = target(memory, r);
      float own = weights[target] * (1f - smoothing);
      memory[d + target] = memory[d + target] - own / mean;
    }
  }

  private int target(float[] memory, int row) {
    return (int) memory[targets + row];
  }

  @Override
  public void check(float target) {
    int index = (int) target;
    if (index != target || index < 0 || index >= open) {
      String rule = "the index of one of " + open + " classes";
      Arguments.check(false, "target", rule, target);
    }
  }
}
