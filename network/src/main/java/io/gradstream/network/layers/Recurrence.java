package io.gradstream.network.layers;

import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.RecurrentSpec;

/**
 * A cell and its way through sequences of rows that take each step together. Arrays are time-major,
 * {@code [steps, rows, ...]}, so that the rows of a step lie side by side and all steps of all rows
 * are one matrix; position {@code step * rows + row} is a step of a row. The caller lays down
 * inputs, the states before the first step, and deltas.
 */
interface Recurrence {

  /** Vectors of a state: h, and the cells of an LSTM. */
  int parts();

  /** Where a position's input starts. */
  int input(int position);

  /**
   * Where the state that a position starts with begins; what it leaves is that of the same row one
   * step later.
   *
   * @param part 0 for h, which is the output
   */
  int state(int part, int position);

  /** Where dL/dh begins for the h a position starts with, but for what comes from that position. */
  int delta(int position);

  /** Steps {@code from} to {@code to}, exclusive. */
  void forward(Compute compute, int rows, int from, int to);

  /**
   * After a forward pass through all the steps; uses up the deltas.
   *
   * @param dx [steps, rows, in], the result, or {@link Signal#NONE}
   */
  void backward(Compute compute, int dx, int rows, int steps);

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
      case RNN -> new SimpleRnn(name, in, spec.width(), positions, rows, layout);
      case LSTM -> new Lstm(name, in, spec.width(), positions, rows, layout);
      case GRU -> new Gru(name, in, spec.width(), positions, rows, layout);
    };
  }
}
