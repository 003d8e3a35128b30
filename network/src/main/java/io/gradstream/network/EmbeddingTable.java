package io.gradstream.network;

import io.gradstream.network.NetworkSpec.EmbeddingSpec;
import java.util.Arrays;

/**
 * Gathers rows of one table into the network's input and gathers their gradients, summed over the
 * mini-batch, one slot for each row that occurs. Row 0 is what unknown values share: it stays zero.
 */
final class EmbeddingTable implements SparseTensor {

  private static final int NONE = -1;

  private final EmbeddingSpec spec;
  private final String rowName; // for messages
  private final Signal input;
  private final int column; // of the input, first of ours
  private final Layout.Region weights; // [rows, width]
  private final int gradients; // [batch, width], the first of them used
  private final int[] staged; // [batch]
  private final int[] touched; // [batch], the first of them used: row of each slot
  private final int[] slots; // [rows]
  private int used;

  EmbeddingTable(EmbeddingSpec spec, Signal input, int column, int batch, Layout layout) {
    this.spec = spec;
    rowName = "row of embedding " + spec.name();
    this.input = input;
    this.column = column;
    weights = layout.table("embedding." + spec.name(), spec.rows(), spec.width());
    gradients = layout.workspace((long) batch * spec.width());
    staged = new int[batch];
    touched = new int[batch];
    slots = new int[spec.rows()];
    Arrays.fill(slots, NONE);
  }

  void stage(int batchRow, int row) {
    staged[batchRow] = checkRow(row);
  }

  private int checkRow(int row) {
    return Arguments.index(rowName, row, spec.rows());
  }

  /** input[r, column..] = table[staged[r]]. */
  void forward(Compute compute, int rows) {
    int width = spec.width();
    for (int r = 0; r < rows; r++) {
      int from = compute.weights() + weights.offset() + staged[r] * width;
      compute.kernels().copy(width, from, input.values() + r * input.width() + column);
    }
  }

  /** gradient[slot of staged[r]] += delta[r, column..], in the order of the mini-batch. */
  void backward(Compute compute, int rows) {
    forget();
    int width = spec.width();
    for (int r = 0; r < rows; r++) {
      int row = staged[r];
      int delta = input.deltas() + r * input.width() + column;
      if (row == 0) {
        continue;
      }
      if (slots[row] == NONE) {
        slots[row] = used;
        touched[used++] = row;
        compute.kernels().copy(width, delta, gradient(slots[row]));
      } else {
        compute.kernels().add(width, delta, gradient(slots[row]));
      }
    }
  }

  private void forget() {
    for (int slot = 0; slot < used; slot++) {
      slots[touched[slot]] = NONE;
    }
    used = 0;
  }

  private int gradient(int slot) {
    return gradients + slot * spec.width();
  }

  @Override
  public int gradients() {
    return gradients;
  }

  @Override
  public int gradientCount() {
    return used * spec.width();
  }

  @Override
  public void update(Parameters parameters, Kernels kernels) {
    for (int slot = 0; slot < used; slot++) {
      int row = weights.offset() + touched[slot] * spec.width();
      parameters.update(kernels, row, spec.width(), gradient(slot));
    }
  }

  void reset(Parameters parameters, int row) {
    parameters.clear(weights.offset() + checkRow(row) * spec.width(), spec.width());
  }
}
