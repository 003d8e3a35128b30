package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import java.util.List;

/** The rows of the category tables, gathered into the network's input. */
public final class InputTables implements Layer {

  private final Signal input;
  private final List<EmbeddingTable> tables;

  public InputTables(Signal input, List<EmbeddingTable> tables) {
    this.input = input;
    this.tables = tables;
  }

  @Override
  public Signal output() {
    return input;
  }

  @Override
  public void forward(Compute compute, int rows) {
    for (int t = 0; t < tables.size(); t++) {
      tables.get(t).forward(compute, rows);
    }
  }

  @Override
  public void backward(Compute compute, int rows) {
    for (int t = 0; t < tables.size(); t++) {
      tables.get(t).backward(compute, rows);
    }
  }

  /** Rows of values that no example had yet are zero. */
  @Override
  public void initialize(Compute compute, RandomWeights random) {}

  @Override
  public long flops() {
    return 0;
  }
}
