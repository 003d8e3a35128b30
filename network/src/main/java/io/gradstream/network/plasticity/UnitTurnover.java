package io.gradstream.network.plasticity;

import io.gradstream.network.kernels.Powers;
import io.gradstream.network.layers.Compute;
import io.gradstream.network.layers.HiddenUnits;
import io.gradstream.network.layers.UnitMatrix;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.PlasticitySpec.ContinualBackprop;
import io.gradstream.network.updates.Parameters;

/**
 * Continual backpropagation in one hidden layer, as {@link ContinualBackprop} describes it. Its
 * state lies in the units vector: utility [units], age [units] in steps, decayed mean [span,
 * units], and the part of a unit that is due to be replaced. An age stops at 2^24, where a float
 * does. Not thread safe.
 */
final class UnitTurnover {

  private static final float NEGLIGIBLE = 1e-30f; // what decays to it is zero: no denormals

  private final ContinualBackprop spec;
  private final UnitReplacement replacement;
  private final UnitMatrix outgoing;
  private final Signal read; // [batch, positions, span * units]
  private final int units;
  private final int span;
  private final int start; // of the layer's state in the units vector
  private final int sums; // [span, units], workspace: of the mini-batch's values
  private final int sizes; // [span, units], workspace: of their absolute values

  /**
   * @param start of the layer's state in the units vector
   */
  UnitTurnover(
      ContinualBackprop spec,
      UnitReplacement replacement,
      HiddenUnits hidden,
      int start,
      Layout layout) {
    this.spec = spec;
    this.replacement = replacement;
    outgoing = hidden.reader().orElseThrow();
    read = hidden.read();
    units = hidden.units();
    span = hidden.span();
    this.start = start;
    sums = layout.workspace((long) span * units);
    sizes = layout.workspace((long) span * units);
  }

  /** Floats of state. */
  int size() {
    return (2 + span) * units + 1;
  }

  /** After an update whose forward pass left its values. */
  void step(Compute compute, Parameters parameters, int rows) {
    int n = rows * read.shape().positions();
    compute.rows().columnSums(n, span * units, read.values(), sums);
    compute.rows().columnAbsoluteSums(n, span * units, read.values(), sizes);
    float[] memory = compute.memory();
    int state = parameters.units().start() + start;
    followMeans(memory, means(state), 1f / n);
    followUtilities(compute, state, 1f / n);
    replaceDue(compute, parameters, state);
    parameters.units().markDirty(start, size());
  }

  /** mean = decay mean + (1 - decay) the mini-batch's mean. */
  private void followMeans(float[] memory, int mean, float share) {
    for (int i = 0; i < span * units; i++) {
      memory[mean + i] = decayed(memory[mean + i], memory[sums + i] * share);
    }
  }

  /** u = decay u + (1 - decay) mean |h| sum |w|, and the unit is a step older. */
  private void followUtilities(Compute compute, int state, float share) {
    float[] memory = compute.memory();
    for (int unit = 0; unit < units; unit++) {
      float contribution = contribution(compute, unit) * share;
      memory[state + unit] = decayed(memory[state + unit], contribution);
      memory[ages(state) + unit] = memory[ages(state) + unit] + 1f;
    }
  }

  private float decayed(float value, float now) {
    float next = spec.decay() * value + (1f - spec.decay()) * now;
    return Math.abs(next) < NEGLIGIBLE ? 0f : next;
  }

  /** The sum of |h| |w| over the mini-batch and the weights that read the unit. */
  private float contribution(Compute compute, int unit) {
    int columns = outgoing.units();
    int weights = compute.weights() + outgoing.weight();
    float sum = 0f;
    for (int row = unit; row < outgoing.rows(); row += units) {
      float size = compute.memory()[sizes + row % (span * units)];
      sum += size * compute.steps().absoluteSum(columns, weights + row * columns);
    }
    return sum;
  }

  private void replaceDue(Compute compute, Parameters parameters, int state) {
    float[] memory = compute.memory();
    int at = state + size() - 1;
    float due = memory[at] + spec.replacementRate() * mature(memory, ages(state));
    for (; due >= 1f; due--) {
      int unit = leastUseful(memory, state);
      if (unit >= 0) {
        replacement.replace(compute, parameters, unit, means(state), span);
        forget(memory, state, unit);
      }
    }
    memory[at] = due;
  }

  private int mature(float[] memory, int ages) {
    int mature = 0;
    for (int unit = 0; unit < units; unit++) {
      mature += memory[ages + unit] > spec.maturity() ? 1 : 0;
    }
    return mature;
  }

  /** The first mature unit of the smallest utility, or -1 when none is mature. */
  private int leastUseful(float[] memory, int state) {
    int least = -1;
    double smallest = Double.POSITIVE_INFINITY;
    for (int unit = 0; unit < units; unit++) {
      float age = memory[ages(state) + unit];
      if (age > spec.maturity()) {
        double corrected = memory[state + unit] / (1 - Powers.of(spec.decay(), (long) age));
        if (corrected < smallest) {
          smallest = corrected;
          least = unit;
        }
      }
    }
    return least;
  }

  private void forget(float[] memory, int state, int unit) {
    for (int i = unit; i < size() - 1; i += units) {
      memory[state + i] = 0f;
    }
  }

  private int ages(int state) {
    return state + units;
  }

  private int means(int state) {
    return state + 2 * units;
  }

  /** A layer's state becomes another network's, of a layer of the same units and readers. */
  void takeOver(UnitTurnover other, Parameters parameters, Parameters others) {
    if (replacement.isOfTheSameForm(other.replacement) && span == other.span) {
      parameters.units().copy(others.units(), other.start, start, size());
    }
  }
}
