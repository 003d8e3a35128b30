package io.gradstream.network.layers;

import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.Arguments;
import io.gradstream.network.spec.NetworkSpec.EmbeddingSpec;
import io.gradstream.network.updates.Parameters;
import io.gradstream.network.updates.RowGradients;
import io.gradstream.network.updates.SparseTensor;

/**
 * Gathers rows of one table into the network's input and gathers their gradients, summed over the
 * mini-batch. Row 0 is what unknown values share: it stays zero.
 */
public final class EmbeddingTable {

  private final EmbeddingSpec spec;
  private final String rowName; // for messages
  private final Signal input;
  private final int column; // of the input, first of ours
  private final RowGradients table; // [rows, width]
  private final int[] staged; // [batch]

  public EmbeddingTable(EmbeddingSpec spec, Signal input, int column, int batch, Layout layout) {
    this.spec = spec;
    rowName = "row of embedding " + spec.name();
    this.input = input;
    this.column = column;
    table = new RowGradients("embedding." + spec.name(), spec.rows(), spec.width(), batch, layout);
    staged = new int[batch];
  }

  public SparseTensor tensor() {
    return table;
  }

  public void stage(int batchRow, int row) {
    staged[batchRow] = checkRow(row);
  }

  private int checkRow(int row) {
    return Arguments.index(rowName, row, spec.rows());
  }

  /** input[r, column..] = table[staged[r]]. */
  void forward(Compute compute, int rows) {
    for (int r = 0; r < rows; r++) {
      int from = compute.weights() + table.row(staged[r]);
      compute.rows().copy(spec.width(), from, input.values() + r * input.width() + column);
    }
  }

  /** gradient[staged[r]] += delta[r, column..], in the order of the mini-batch. */
  void backward(Compute compute, int rows) {
    table.forget();
    for (int r = 0; r < rows; r++) {
      if (staged[r] != 0) {
        int delta = input.deltas() + r * input.width() + column;
        table.add(compute.rows(), staged[r], delta);
      }
    }
  }

  public void reset(Parameters parameters, int row) {
    parameters.clear(table.row(checkRow(row)), spec.width());
  }
}
