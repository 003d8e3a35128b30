package io.gradstream.network.plasticity;

import io.gradstream.network.layers.Compute;
import io.gradstream.network.layers.HiddenUnits;
import io.gradstream.network.layers.RandomWeights;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.spec.Initializer;
import io.gradstream.network.spec.PlasticitySpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.network.updates.Parameters;
import java.util.ArrayList;
import java.util.List;

/** What follows each update so that a network stays able to learn; nothing, where none is asked. */
public final class Plasticity {

  /** What fills all weights of a network as a new one's. */
  public interface FirstWeights {
    void fill(Compute compute, RandomWeights random);
  }

  private final List<UnitTurnover> turnovers = new ArrayList<>();
  private final Perturbation perturbation; // or null
  private final int stateSize;

  /**
   * Reserves what it needs; every layer has its place already.
   *
   * @param hidden the network's hidden layers of units, from input to output
   */
  public Plasticity(
      TrainingSpec training, List<HiddenUnits> hidden, FirstWeights first, Layout layout) {
    PlasticitySpec spec = training.plasticity();
    Initializer initializer = training.initializer();
    int size = 0;
    if (spec.continualBackprop().isPresent()) {
      for (HiddenUnits units : hidden) {
        if (units.reader().isPresent()) {
          UnitReplacement replacement = new UnitReplacement(units, initializer, layout);
          turnovers.add(
              new UnitTurnover(spec.continualBackprop().get(), replacement, units, size, layout));
          size += turnovers.get(turnovers.size() - 1).size();
        }
      }
    }
    stateSize = size;
    perturbation =
        spec.shrinkAndPerturb()
            .map(shrink -> new Perturbation(shrink, initializer, first, layout))
            .orElse(null);
  }

  /** Length of the units vector. */
  public int stateSize() {
    return stateSize;
  }

  /**
   * @param step number of the update that was made, from 1
   */
  public void step(Compute compute, Parameters parameters, long step, int rows) {
    for (int t = 0; t < turnovers.size(); t++) {
      turnovers.get(t).step(compute, parameters, rows);
    }
    if (perturbation != null) {
      perturbation.step(compute, parameters, step);
    }
  }

  /** The state of each layer that has its like in the other network. */
  public void takeOver(Plasticity other, Parameters parameters, Parameters others) {
    for (UnitTurnover turnover : turnovers) {
      for (UnitTurnover same : other.turnovers) {
        turnover.takeOver(same, parameters, others);
      }
    }
  }
}
