package io.gradstream.network;

/**
 * The weights that lead to the gates of a cell, and their products. Sums of the gates are z = x W +
 * b + h U, for each gate {@code width} columns.
 */
final class GateWeights {

  /** Rows of a step up to which our kernels are faster than BLAS. */
  private static final int FEW_ROWS = 4;

  private final int in;
  private final int width;
  private final int columns; // gates * width
  private final int input; // W [in, columns]
  private final int recurrent; // U [width, columns]
  private final int bias; // b [columns]

  GateWeights(String name, int in, int width, int gates, Layout layout) {
    this.in = in;
    this.width = width;
    columns = Math.multiplyExact(gates, width);
    input = layout.tensor(name + ".input", in, columns);
    recurrent = layout.tensor(name + ".recurrent", width, columns);
    bias = layout.tensor(name + ".bias", columns);
  }

  /** Width of x. */
  int in() {
    return in;
  }

  int columns() {
    return columns;
  }

  int bias() {
    return bias;
  }

  /** z = x W + b; x [positions, in], z [positions, columns]. */
  void project(Compute compute, int positions, int x, int z) {
    int weights = compute.weights();
    compute.products().affine(positions, in, columns, x, weights + input, weights + bias, z);
  }

  /** z += h U; h [rows, width], z [rows, columns]. */
  void addRecurrent(Compute compute, int rows, int h, int z) {
    int weight = compute.weights() + recurrent;
    if (rows <= FEW_ROWS) {
      compute.recurrences().addProduct(rows, width, columns, h, weight, z);
    } else {
      compute.products().addProduct(rows, width, columns, h, weight, z);
    }
  }

  /** dh += dz U'; dz [rows, columns], dh [rows, width]. */
  void addRecurrentDeltas(Compute compute, int rows, int dz, int dh) {
    int weight = compute.weights() + recurrent;
    if (rows <= FEW_ROWS) {
      compute.recurrences().addTransposed(rows, width, columns, dz, weight, dh);
    } else {
      compute.products().addTransposed(rows, width, columns, dz, weight, dh);
    }
  }

  /** dW = x' dz, db = the sum of dz, and dx = dz W' where it is wanted; over all positions. */
  void inputGradients(Compute compute, int positions, int x, int dz, int dx) {
    int gradients = compute.gradients();
    compute.products().outer(positions, in, columns, x, dz, gradients + input);
    compute.kernels().columnSums(positions, columns, dz, gradients + bias);
    if (dx != Signal.NONE) {
      int weight = compute.weights() + input;
      compute.products().transposed(positions, in, columns, dz, weight, dx);
    }
  }

  /** dU = h' dz, h being the states before; over all positions. */
  void recurrentGradients(Compute compute, int positions, int h, int dz) {
    int gradient = compute.gradients() + recurrent;
    compute.products().outer(positions, width, columns, h, dz, gradient);
  }

  /** Glorot and Bengio 2010, each gate for itself. */
  void initialize(Compute compute, RandomWeights random) {
    int weights = compute.weights();
    float limit = (float) Math.sqrt(6.0 / (in + width));
    random.fill(compute.memory(), weights + input, in * columns, limit);
    float square = (float) Math.sqrt(3.0 / width);
    random.fill(compute.memory(), weights + recurrent, width * columns, square);
  }

  long flops() {
    return 2L * (in + width) * columns;
  }
}
