package io.gradstream.network;

import java.nio.FloatBuffer;

/** Half the squared error of one value. */
final class RegressionHead implements Head {

  private final Signal output; // [batch, 1]
  private final int targets; // [batch]

  RegressionHead(Signal output, int targets) {
    this.output = output;
    this.targets = targets;
  }

  @Override
  public void predict(Compute compute, int rows) {}

  @Override
  public float loss(Compute compute, int rows) {
    FloatBuffer memory = compute.memory();
    float sum = 0f;
    for (int r = 0; r < rows; r++) {
      float error = memory.get(output.values() + r) - memory.get(targets + r);
      sum = Math.fma(0.5f * error, error, sum);
      memory.put(output.deltas() + r, error / rows);
    }
    return sum / rows;
  }

  /** Any number; one that is not finite makes the loss so, and the update is skipped. */
  @Override
  public void check(float target) {}
}
