package io.gradstream.network.layers;

import io.gradstream.network.memory.Layout;
import io.gradstream.network.products.ProductKernels;
import io.gradstream.network.spec.Activation;

/**
 * The tensors every cell has: W of the input, b, and U of its own state, with {@code width} columns
 * for each gate.
 */
final class GateTensors {

  private final int in;
  private final int width;
  private final int columns; // gates * width
  private final int input; // W [in, columns]
  private final int bias; // b [columns]
  private final int recurrent; // U [width, columns]

  private final TransposedWeights toInput;

  /**
   * @param positions rows times steps at most
   */
  GateTensors(String name, int in, int width, int gates, int positions, Layout layout) {
    this.in = in;
    this.width = width;
    columns = Math.multiplyExact(gates, width);
    input = layout.tensor(name + ".input", in, columns);
    bias = layout.tensor(name + ".bias", columns);
    recurrent = layout.tensor(name + ".recurrent", width, columns);
    layout.scratch(ProductKernels.scratch(positions, in + 1 + width, columns));
    toInput = new TransposedWeights(in, columns, input, positions, layout);
  }

  int columns() {
    return columns;
  }

  int bias() {
    return bias;
  }

  /** What multiplies [x, 1, h]. */
  StackedWeights all() {
    return new StackedWeights(in + 1 + width, columns, input);
  }

  /** What multiplies [x, 1]. */
  StackedWeights ofInput() {
    return new StackedWeights(in + 1, columns, input);
  }

  /** What multiplies h. */
  StackedWeights ofState() {
    return new StackedWeights(width, columns, recurrent);
  }

  /** From dL/d(the gates' sums) back to h. */
  TransposedWeights toState(int rows, Layout layout) {
    return new TransposedWeights(width, columns, recurrent, rows, layout);
  }

  /** dx = dz W'; dz [positions, columns], dx [positions, in]. */
  void inputDeltas(Compute compute, int positions, int dz, int dx) {
    compute.rows().fill(positions * in, 0f, dx);
    toInput.prepare(compute, positions);
    toInput.add(compute, positions, dz, dx);
  }

  /** Each gate as a matrix of its own. */
  void initialize(Compute compute, RandomWeights random) {
    drawGates(compute, random, input, in);
    drawGates(compute, random, recurrent, width);
  }

  /** Draws the gates one after the other, then lays them side by side. */
  private void drawGates(Compute compute, RandomWeights random, int weights, int rows) {
    int size = rows * width;
    for (int gate = 0; gate * width < columns; gate++) {
      random.matrix(compute, weights + gate * size, rows, width, Activation.TANH);
    }
    float[] drawn = new float[rows * columns]; // [gates, rows, width]
    System.arraycopy(compute.memory(), compute.weights() + weights, drawn, 0, drawn.length);
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < columns; j++) {
        float value = drawn[j / width * size + row * width + j % width];
        compute.memory()[compute.weights() + weights + row * columns + j] = value;
      }
    }
  }
}
