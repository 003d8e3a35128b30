package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.RecurrentSpec;
import io.gradstream.network.spec.RecurrentSpec.Steps;
import java.util.ArrayList;
import java.util.List;

/** A recurrent layer within a row, in one direction or in both. */
final class RowRecurrence implements Layer {

  private final RecurrentSpec spec;
  private final Signal output;
  private final List<RowDirection> directions = new ArrayList<>();

  RowRecurrence(RecurrentSpec spec, String name, Signal input, Site site) {
    this.spec = spec;
    int lengths = spec.steps() == Steps.ALL ? input.lengths() : Signal.NONE;
    output = site.signal(spec.output(input.shape()), lengths);
    directions.add(new RowDirection(spec, false, name, input, output, site));
    if (spec.bidirectional()) {
      directions.add(new RowDirection(spec, true, name + ".backward", input, output, site));
    }
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public void forward(Compute compute, int rows) {
    for (int d = 0; d < directions.size(); d++) {
      directions.get(d).forward(compute, rows);
    }
  }

  @Override
  public void forwardStep(Compute compute, int step) {
    if (spec.bidirectional() || spec.steps() != Steps.ALL) {
      throw new UnsupportedOperationException(
          "a recurrent layer works step by step only forward and with all steps as output: "
              + spec);
    }
    directions.get(0).forwardStep(compute, step);
  }

  @Override
  public void backward(Compute compute, int rows) {
    for (int d = 0; d < directions.size(); d++) {
      directions.get(d).backward(compute, rows);
    }
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {
    directions.forEach(direction -> direction.initialize(compute, random));
  }

  @Override
  public long flops() {
    return directions.stream().mapToLong(RowDirection::flops).sum();
  }
}
