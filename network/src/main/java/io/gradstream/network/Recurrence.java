package io.gradstream.network;

/**
 * A cell and its way through sequences of rows that take each step together. Arrays are time-major,
 * {@code [steps, rows, ...]}: the rows of a step lie side by side, and all steps of all rows are
 * one matrix. The caller lays down the states before the first step and the deltas.
 */
interface Recurrence {

  /** Vectors of a state: h, and the cells of an LSTM. */
  int parts();

  /**
   * [steps + 1, rows, width]: what there was before the first step, then what each step leaves.
   *
   * @param part 0 for h, which is the output
   */
  int states(int part);

  /** [steps, rows, width]: dL/dh of each step but for what comes from its next one. */
  int deltas();

  /**
   * Steps {@code from} to {@code to}, exclusive.
   *
   * @param x [steps, rows, in]
   */
  void forward(Compute compute, int x, int rows, int from, int to);

  /**
   * After a forward pass through all the steps; the deltas are used up.
   *
   * @param dx [steps, rows, in], the result, or {@link Signal#NONE}
   */
  void backward(Compute compute, int x, int dx, int rows, int steps);

  void initialize(Compute compute, RandomWeights random);

  /** Operations of a forward pass of one row through one step. */
  long flops();

  /**
   * @param positions rows times steps at most
   * @param rows at most
   */
  static Recurrence of(
      RecurrentSpec spec, String name, int in, int positions, int rows, Layout layout) {
    return switch (spec.cell()) {
      case RNN -> throw new AssertionError(spec);
      case LSTM -> new Lstm(name, in, spec.width(), positions, rows, layout);
      case GRU -> throw new AssertionError(spec);
    };
  }
}
