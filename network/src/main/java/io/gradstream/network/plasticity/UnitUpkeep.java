package io.gradstream.network.plasticity;

import io.gradstream.network.layers.Compute;
import io.gradstream.network.layers.HiddenUnits;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.plasticity.Plasticity.FirstWeights;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.network.updates.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What keeps the hidden units of a network in use: what training replaces of them, what is
 * refreshed when it is asked for, and the gauge of them. Not thread safe.
 */
public final class UnitUpkeep {

  private final Plasticity plasticity;
  private final List<UnitRefresh> refreshes = new ArrayList<>();
  private final ActivityGauge gauge;

  /**
   * Reserves what it needs; every layer has its place already.
   *
   * @param hidden the network's hidden layers of units, from input to output
   */
  public UnitUpkeep(
      TrainingSpec training,
      List<HiddenUnits> hidden,
      Optional<Signal> lastHidden,
      FirstWeights first,
      Layout layout) {
    plasticity = new Plasticity(training, hidden, first, layout);
    for (HiddenUnits units : hidden) {
      if (units.reader().isPresent()) {
        refreshes.add(new UnitRefresh(units, training.initializer(), layout));
      }
    }
    gauge = new ActivityGauge(hidden, lastHidden);
  }

  /** Number of floats of the units' state. */
  public int stateSize() {
    return plasticity.stateSize();
  }

  /** The weights are a new network's. */
  public void startAnew() {
    gauge.forget();
  }

  /** Looks at the values of a step of training. */
  public void observe(float[] memory, int rows) {
    gauge.step(memory, rows);
  }

  /** Replaces what is due after an update. */
  public void updated(Compute compute, Parameters parameters, long step, int rows) {
    plasticity.step(compute, parameters, step, rows);
  }

  /** Lets the least useful units begin anew, right after a step of that many rows. */
  public void refresh(Compute compute, Parameters parameters, double share, int rows) {
    refreshes.forEach(refresh -> refresh.refresh(compute, parameters, share, rows));
  }

  /** How much of the network is in use. */
  public Activity activity(float[] memory) {
    return gauge.read(memory);
  }

  /** Takes over what is known of the units of layers that are alike; the other is only read. */
  public void takeOver(UnitUpkeep other, Parameters parameters, Parameters others) {
    plasticity.takeOver(other.plasticity, parameters, others);
  }
}
