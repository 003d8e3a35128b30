package io.gradstream.network.heads;

import io.gradstream.network.layers.Compute;
import io.gradstream.network.layers.Site;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.Arguments;

/**
 * Sigmoid and binary cross-entropy of logits z: max(z, 0) - z t + ln(1 + e^-|z|), which overflows
 * nowhere. The gradient is sigmoid(z) - t.
 */
final class SigmoidLoss {

  private final float smoothing;
  private final float positiveWeight;
  private final int scratch; // [n]

  /**
   * @param smoothing target t becomes t (1 - smoothing) + smoothing / 2
   * @param positiveWeight of targets of 1
   * @param scratch as many floats as there are logits
   */
  SigmoidLoss(float smoothing, float positiveWeight, int scratch) {
    this.smoothing = smoothing;
    this.positiveWeight = positiveWeight;
    this.scratch = scratch;
  }

  /** Without smoothing and weights, of as many logits as the output has values. */
  static SigmoidLoss plain(Signal output, Site site) {
    return new SigmoidLoss(0f, 1f, site.layout().signal(site.batch(), output.shape()));
  }

  /** Turns logits into probabilities and fills their deltas; all arrays [n]. Returns the mean. */
  float learn(Compute compute, int n, int logits, int targets, int deltas) {
    float loss = losses(compute, n, logits, targets) / n;
    compute.activations().sigmoid(n, logits);
    float[] memory = compute.memory();
    for (int i = 0; i < n; i++) {
      float target = memory[targets + i];
      float error = memory[logits + i] - smooth(target);
      memory[deltas + i] = weight(target) * error / n;
    }
    return loss;
  }

  private float losses(Compute compute, int n, int logits, int targets) {
    logOnePlusExp(compute, n, logits);
    float[] memory = compute.memory();
    float sum = 0f;
    for (int i = 0; i < n; i++) {
      float z = memory[logits + i];
      float target = memory[targets + i];
      float loss = Math.max(z, 0f) - z * smooth(target) + memory[scratch + i];
      sum += weight(target) * loss;
    }
    return sum;
  }

  /** scratch = ln(1 + e^-|z|). */
  private void logOnePlusExp(Compute compute, int n, int logits) {
    float[] memory = compute.memory();
    for (int i = 0; i < n; i++) {
      memory[scratch + i] = -Math.abs(memory[logits + i]);
    }
    compute.activations().exp(n, scratch);
    for (int i = 0; i < n; i++) {
      memory[scratch + i] = 1f + memory[scratch + i];
    }
    compute.activations().log(n, scratch);
  }

  private float smooth(float target) {
    return target * (1f - smoothing) + smoothing / 2f;
  }

  private float weight(float target) {
    return target == 1f ? positiveWeight : 1f;
  }

  static void check(float target) {
    if (!(target >= 0f && target <= 1f)) {
      Arguments.check(false, "target", "in [0, 1]", target);
    }
  }
}
