package io.gradstream.network;

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

  GateTensors(String name, int in, int width, int gates, Layout layout) {
    this.in = in;
    this.width = width;
    columns = Math.multiplyExact(gates, width);
    input = layout.tensor(name + ".input", in, columns);
    bias = layout.tensor(name + ".bias", columns);
    recurrent = layout.tensor(name + ".recurrent", width, columns);
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

  Feedback feedback(int rows, Layout layout) {
    return new Feedback(width, columns, recurrent, rows, layout);
  }

  /** dx = dz W'; dz [positions, columns], dx [positions, in]. */
  void inputDeltas(Compute compute, int positions, int dz, int dx) {
    int weight = compute.weights() + input;
    compute.products().transposed(positions, in, columns, dz, weight, dx);
  }

  /**
   * Each gate for itself: Glorot and Bengio 2010 from the input; from the state with variance 1 /
   * width, which keeps the length of a state from step to step.
   */
  void initialize(Compute compute, RandomWeights random) {
    int weights = compute.weights();
    float fromInput = (float) Math.sqrt(6.0 / (in + width));
    random.fill(compute.memory(), weights + input, in * columns, fromInput);
    float fromState = (float) Math.sqrt(3.0 / width);
    random.fill(compute.memory(), weights + recurrent, width * columns, fromState);
  }
}
