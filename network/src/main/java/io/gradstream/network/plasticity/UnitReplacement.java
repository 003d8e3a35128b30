package io.gradstream.network.plasticity;

import io.gradstream.network.kernels.SplitMix;
import io.gradstream.network.layers.Compute;
import io.gradstream.network.layers.HiddenUnits;
import io.gradstream.network.layers.RandomWeights;
import io.gradstream.network.layers.UnitMatrix;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.spec.Initializer;
import io.gradstream.network.updates.Parameters;

/**
 * Makes one unit of a hidden layer a new one. A moving average of the weights, where there is one,
 * is changed as the weights are, each with its own outgoing weights, so that neither predicts
 * anything else.
 */
final class UnitReplacement {

  private final UnitMatrix incoming;
  private final UnitMatrix outgoing;
  private final Initializer initializer;
  private final int fresh; // [incoming rows], workspace
  private final int stream; // of random numbers

  UnitReplacement(HiddenUnits hidden, Initializer initializer, Layout layout) {
    incoming = hidden.matrix();
    outgoing = hidden.reader().orElseThrow();
    this.initializer = initializer;
    fresh = layout.workspace(incoming.rows());
    stream = layout.randomStream();
  }

  /**
   * @param means [span, units], offset in the memory: what the unit was in the mean
   */
  void replace(Compute compute, Parameters parameters, int unit, int means, int span) {
    readersForget(compute.memory(), parameters, unit, means, span);
    drawIncoming(compute, parameters, unit);
  }

  /** Each bias of the next layer takes over what the unit gave it in the mean. */
  private void readersForget(float[] memory, Parameters parameters, int unit, int means, int span) {
    int values = span * incoming.units();
    int columns = outgoing.units();
    for (int row = unit; row < outgoing.rows(); row += incoming.units()) {
      float mean = memory[means + row % values];
      for (int k = 0; k < columns; k++) {
        int weight = outgoing.weight() + row * columns + k;
        parameters.moveInto(outgoing.bias() + k, mean, weight);
      }
    }
  }

  private void drawIncoming(Compute compute, Parameters parameters, int unit) {
    float[] memory = compute.memory();
    long seed = SplitMix.mix(compute.random().seedOf(stream) + unit);
    RandomWeights random = RandomWeights.independent(seed, initializer);
    int rows = incoming.rows();
    random.unit(memory, fresh, rows, incoming.units(), incoming.activation());
    for (int row = 0; row < rows; row++) {
      int weight = incoming.weight() + row * incoming.units() + unit;
      parameters.replace(weight, memory[fresh + row]);
    }
    parameters.replace(incoming.bias() + unit, 0f);
  }

  boolean isOfTheSameForm(UnitReplacement other) {
    return isOfTheSameForm(incoming, other.incoming) && isOfTheSameForm(outgoing, other.outgoing);
  }

  private static boolean isOfTheSameForm(UnitMatrix one, UnitMatrix other) {
    return one.name().equals(other.name())
        && one.rows() == other.rows()
        && one.units() == other.units();
  }
}
