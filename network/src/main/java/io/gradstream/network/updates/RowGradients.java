package io.gradstream.network.updates;

import io.gradstream.network.kernels.RowKernels;
import io.gradstream.network.kernels.StepKernels;
import io.gradstream.network.memory.Layout;
import java.util.Arrays;

/**
 * The rows of a table that occur in a step, with their gradients: one slot for each, in the order
 * in which they occur first. A row that occurs again adds to its slot.
 */
public final class RowGradients implements SparseTensor {

  private static final int NONE = -1;

  private final Layout.Region weights; // [rows, width]
  private final int width;
  private final int gradients; // [most, width], the first of them used
  private final int[] touched; // [most], the first of them used: row of each slot
  private final int[] slots; // [rows]
  private int used;

  /**
   * @param occurrences most in a step
   */
  public RowGradients(String name, int rows, int width, long occurrences, Layout layout) {
    this.width = width;
    weights = layout.table(name, rows, width);
    int most = (int) Math.min(rows, occurrences);
    gradients = layout.workspace((long) most * width);
    touched = new int[most];
    slots = new int[rows];
    Arrays.fill(slots, NONE);
  }

  /** Offset of a row in the weight vector, once the layout is finished. */
  public int row(int row) {
    return weights.offset() + row * width;
  }

  /** Starts the next step. */
  public void forget() {
    for (int slot = 0; slot < used; slot++) {
      slots[touched[slot]] = NONE;
    }
    used = 0;
  }

  /** gradient of the row += delta; delta [width], offset in the arena. */
  public void add(RowKernels kernels, int row, int delta) {
    if (slots[row] == NONE) {
      slots[row] = used;
      touched[used++] = row;
      kernels.copy(width, delta, gradient(slots[row]));
    } else {
      kernels.add(width, delta, gradient(slots[row]));
    }
  }

  private int gradient(int slot) {
    return gradients + slot * width;
  }

  @Override
  public int gradients() {
    return gradients;
  }

  @Override
  public int gradientCount() {
    return used * width;
  }

  @Override
  public void update(Parameters parameters, StepKernels kernels) {
    for (int slot = 0; slot < used; slot++) {
      parameters.update(kernels, row(touched[slot]), width, gradient(slot));
    }
  }
}
