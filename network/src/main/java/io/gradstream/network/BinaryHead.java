package io.gradstream.network;

import java.nio.FloatBuffer;

/** Sigmoid and binary cross-entropy of one logit: max(z, 0) - z t + ln(1 + e^-|z|). */
final class BinaryHead implements Head {

  private final Signal output; // [batch, 1]
  private final int targets; // [batch]
  private final int scratch; // [batch]

  BinaryHead(Signal output, int targets, int scratch) {
    this.output = output;
    this.targets = targets;
    this.scratch = scratch;
  }

  @Override
  public void predict(Compute compute, int rows) {
    compute.kernels().sigmoid(rows, output.values());
  }

  @Override
  public float loss(Compute compute, int rows) {
    FloatBuffer memory = compute.memory();
    float loss = losses(compute, rows) / rows;
    predict(compute, rows);
    for (int r = 0; r < rows; r++) {
      float error = memory.get(output.values() + r) - memory.get(targets + r);
      memory.put(output.deltas() + r, error / rows);
    }
    return loss;
  }

  private float losses(Compute compute, int rows) {
    FloatBuffer memory = compute.memory();
    for (int r = 0; r < rows; r++) {
      memory.put(scratch + r, -Math.abs(memory.get(output.values() + r)));
    }
    compute.kernels().exp(rows, scratch);
    for (int r = 0; r < rows; r++) {
      memory.put(scratch + r, 1f + memory.get(scratch + r));
    }
    compute.kernels().log(rows, scratch);
    float sum = 0f;
    for (int r = 0; r < rows; r++) {
      float z = memory.get(output.values() + r);
      sum += Math.max(z, 0f) - z * memory.get(targets + r) + memory.get(scratch + r);
    }
    return sum;
  }

  @Override
  public void check(float target) {
    if (!(target >= 0f && target <= 1f)) {
      Arguments.check(false, "target", "in [0, 1]", target);
    }
  }
}
