package io.gradstream.network;

import java.nio.FloatBuffer;

/** Softmax and categorical cross-entropy; a target is the index of a class. */
final class MultiClassHead implements Head {

  private final Signal output; // [batch, classes]
  private final int targets; // [batch]
  private final int sums; // [batch]

  MultiClassHead(Signal output, int targets, int sums) {
    this.output = output;
    this.targets = targets;
    this.sums = sums;
  }

  @Override
  public void predict(Compute compute, int rows) {
    shift(compute.memory(), rows);
    normalize(compute, rows);
  }

  @Override
  public float loss(Compute compute, int rows) {
    FloatBuffer memory = compute.memory();
    shift(memory, rows);
    float sum = 0f; // of ln(sum of exp(z)) - z[target], each shifted by the row's maximum
    for (int r = 0; r < rows; r++) {
      sum -= memory.get(output.values() + targetCell(memory, r));
    }
    normalize(compute, rows);
    compute.kernels().log(rows, sums);
    for (int r = 0; r < rows; r++) {
      sum += memory.get(sums + r);
    }
    deltas(memory, rows);
    return sum / rows;
  }

  /** z -= the row's maximum, so that no exponential overflows. */
  private void shift(FloatBuffer memory, int rows) {
    int classes = output.width();
    for (int row = output.values(); row < output.values() + rows * classes; row += classes) {
      float maximum = Float.NEGATIVE_INFINITY;
      for (int j = row; j < row + classes; j++) {
        maximum = Math.max(maximum, memory.get(j));
      }
      for (int j = row; j < row + classes; j++) {
        memory.put(j, memory.get(j) - maximum);
      }
    }
  }

  /** p = exp(z) / sum of exp(z). */
  private void normalize(Compute compute, int rows) {
    FloatBuffer memory = compute.memory();
    int classes = output.width();
    compute.kernels().exp(rows * classes, output.values());
    for (int r = 0; r < rows; r++) {
      int row = output.values() + r * classes;
      float sum = 0f;
      for (int j = row; j < row + classes; j++) {
        sum += memory.get(j);
      }
      memory.put(sums + r, sum);
      for (int j = row; j < row + classes; j++) {
        memory.put(j, memory.get(j) / sum);
      }
    }
  }

  private void deltas(FloatBuffer memory, int rows) {
    for (int i = 0; i < rows * output.width(); i++) {
      memory.put(output.deltas() + i, memory.get(output.values() + i) / rows);
    }
    for (int r = 0; r < rows; r++) {
      int cell = output.deltas() + targetCell(memory, r);
      memory.put(cell, memory.get(cell) - 1f / rows);
    }
  }

  private int targetCell(FloatBuffer memory, int row) {
    return row * output.width() + (int) memory.get(targets + row);
  }

  @Override
  public void check(float target) {
    int index = (int) target;
    if (index != target || index < 0 || index >= output.width()) {
      String rule = "the index of one of " + output.width() + " classes";
      Arguments.check(false, "target", rule, target);
    }
  }
}
