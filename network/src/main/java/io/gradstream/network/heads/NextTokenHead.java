package io.gradstream.network.heads;

import io.gradstream.network.layers.Compute;
import io.gradstream.network.layers.Site;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.Arguments;
import io.gradstream.network.spec.HeadSpec.NextToken;

/**
 * Softmax after each step, and the mean cross-entropy with the token that came next. With logits z,
 * probabilities p, target t and smoothing s over v tokens: loss = ln(sum of e^z) - (1 - s) z[t] - s
 * times the mean of z; dz = p - (1 - s) [t] - s / v. A target of 0, padding, has no loss.
 */
final class NextTokenHead implements Head {

  private static final int PADDING = 0;

  private final NextToken spec;
  private final Signal output; // [batch, steps, vocabulary]
  private final int targets; // [batch, steps]
  private final int sums; // [batch, steps]

  NextTokenHead(NextToken spec, Signal output, int targets, Site site) {
    this.spec = spec;
    this.output = output;
    this.targets = targets;
    sums = site.layout().workspace((long) site.batch() * output.shape().steps());
  }

  @Override
  public void predict(Compute compute, int rows) {
    int positions = rows * output.shape().steps();
    compute.attentions().shiftRows(positions, spec.vocabulary(), output.values());
    normalize(compute, 0, positions);
  }

  @Override
  public void predictStep(Compute compute, int step) {
    int z = output.values() + step * spec.vocabulary();
    compute.attentions().shiftRows(1, spec.vocabulary(), z);
    normalize(compute, step, 1);
  }

  /** p = e^z / the sum of e^z at the positions from {@code first} on. */
  private void normalize(Compute compute, int first, int positions) {
    int vocabulary = spec.vocabulary();
    int z = output.values() + first * vocabulary;
    compute.activations().exp(positions * vocabulary, z);
    compute.attentions().rowSums(positions, vocabulary, z, sums + first);
    compute.attentions().divideRows(positions, vocabulary, sums + first, z);
  }

  @Override
  public float loss(Compute compute, int rows) {
    int positions = rows * output.shape().steps();
    int vocabulary = spec.vocabulary();
    compute.attentions().shiftRows(positions, vocabulary, output.values());
    double expected = expectedLogits(compute, positions);
    normalize(compute, 0, positions);
    deltas(compute, positions);
    compute.activations().log(positions, sums);
    double logarithms = 0;
    int count = 0;
    for (int p = 0; p < positions; p++) {
      if (target(compute.memory(), p) != PADDING) {
        logarithms += compute.memory()[sums + p];
        count++;
      }
    }
    return count == 0 ? 0f : (float) ((logarithms - expected) / count);
  }

  /** Sum over the targets of (1 - s) z[t] + s times the mean of z. */
  private double expectedLogits(Compute compute, int positions) {
    float[] memory = compute.memory();
    int vocabulary = spec.vocabulary();
    float smoothing = spec.labelSmoothing();
    if (smoothing > 0) {
      compute.attentions().rowSums(positions, vocabulary, output.values(), sums);
    }
    double expected = 0;
    for (int p = 0; p < positions; p++) {
      int target = target(memory, p);
      if (target != PADDING) {
        expected += (1 - smoothing) * memory[output.values() + p * vocabulary + target];
        expected += smoothing == 0 ? 0 : smoothing * memory[sums + p] / vocabulary;
      }
    }
    return expected;
  }

  private void deltas(Compute compute, int positions) {
    float[] memory = compute.memory();
    int vocabulary = spec.vocabulary();
    float share = 1f / Math.max(1, count(memory, positions));
    float others = spec.labelSmoothing() / vocabulary;
    int n = positions * vocabulary;
    compute.attentions().scaledDifference(n, output.values(), others, share, output.deltas());
    for (int p = 0; p < positions; p++) {
      int target = target(memory, p);
      int d = output.deltas() + p * vocabulary;
      if (target == PADDING) {
        compute.rows().fill(vocabulary, 0f, d);
      } else {
        memory[d + target] = memory[d + target] - (1 - spec.labelSmoothing()) * share;
      }
    }
  }

  private int count(float[] memory, int positions) {
    int count = 0;
    for (int p = 0; p < positions; p++) {
      count += target(memory, p) == PADDING ? 0 : 1;
    }
    return count;
  }

  private int target(float[] memory, int position) {
    return (int) memory[targets + position];
  }

  @Override
  public void check(float target) {
    int token = (int) target;
    if (token != target || token < 0 || token >= spec.vocabulary()) {
      String rule = "a token in [0, " + spec.vocabulary() + ")";
      Arguments.check(false, "target", rule, target);
    }
  }
}
