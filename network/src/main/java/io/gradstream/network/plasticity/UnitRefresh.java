package io.gradstream.network.plasticity;

import io.gradstream.network.layers.Compute;
import io.gradstream.network.layers.HiddenUnits;
import io.gradstream.network.layers.UnitMatrix;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.Initializer;
import io.gradstream.network.updates.Parameters;

/**
 * Lets the least useful units of one hidden layer begin anew, when told to. A unit's use is the
 * size of what reaches it times the size of what leaves it, the sums of |w| of its incoming and of
 * its outgoing weights; what it said in the mean of the last mini-batch goes to the next layer's
 * biases. Keeps no state. Not thread safe.
 */
public final class UnitRefresh {

  private final UnitReplacement replacement;
  private final UnitMatrix incoming;
  private final UnitMatrix outgoing;
  private final Signal read; // [batch, positions, span * units]
  private final int units;
  private final int span;
  private final int means; // [span, units], workspace

  public UnitRefresh(HiddenUnits hidden, Initializer initializer, Layout layout) {
    replacement = new UnitReplacement(hidden, initializer, layout);
    incoming = hidden.matrix();
    outgoing = hidden.reader().orElseThrow();
    read = hidden.read();
    units = hidden.units();
    span = hidden.span();
    means = layout.workspace((long) span * units);
  }

  /**
   * @param share of the units, at least one of them
   * @param rows of the last mini-batch
   */
  public void refresh(Compute compute, Parameters parameters, double share, int rows) {
    int n = rows * read.shape().positions();
    compute.rows().columnSums(n, span * units, read.values(), means);
    compute.steps().scale(span * units, 1f / n, means);
    boolean[] isNew = new boolean[units];
    int due = Math.max(1, (int) Math.round(share * units));
    for (int replaced = 0; replaced < due; replaced++) {
      int unit = leastUseful(compute.memory(), compute.weights(), isNew);
      replacement.replace(compute, parameters, unit, means, span);
      isNew[unit] = true;
    }
  }

  private int leastUseful(float[] memory, int weights, boolean[] isNew) {
    int least = -1;
    double smallest = Double.POSITIVE_INFINITY;
    for (int unit = 0; unit < units; unit++) {
      double use = isNew[unit] ? Double.POSITIVE_INFINITY : use(memory, weights, unit);
      if (least < 0 || use < smallest) {
        least = unit;
        smallest = use;
      }
    }
    return least;
  }

  private double use(float[] memory, int weights, int unit) {
    double in = 0;
    for (int row = 0; row < incoming.rows(); row++) {
      in += Math.abs(memory[weights + incoming.weight() + row * units + unit]);
    }
    double out = 0;
    for (int row = unit; row < outgoing.rows(); row += units) {
      for (int column = 0; column < outgoing.units(); column++) {
        int at = outgoing.weight() + row * outgoing.units() + column;
        out += Math.abs(memory[weights + at]);
      }
    }
    return in * out;
  }
}
