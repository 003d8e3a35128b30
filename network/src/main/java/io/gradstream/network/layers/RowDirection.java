package io.gradstream.network.layers;

import io.gradstream.network.kernels.RowKernels;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.RecurrentSpec;

/**
 * A recurrence that reads each row's sequence in one direction. Backward it starts at the last step
 * that is no padding. Its own arrays are time-major in the order it reads: step s is that of the
 * row, or s from the end.
 */
final class RowDirection {

  private final RecurrentSpec spec;
  private final boolean backward;
  private final Signal input; // [batch, steps, in]
  private final Signal output; // [batch, steps, width] or [batch, width], twice as wide for two
  private final int column; // of the output, where this direction's start
  private final Recurrence recurrence;
  private final int dx; // [steps, batch, in]

  RowDirection(
      RecurrentSpec spec, boolean backward, String name, Signal input, Signal output, Site site) {
    this.spec = spec;
    this.backward = backward;
    this.input = input;
    this.output = output;
    column = backward ? spec.width() : 0;
    Layout layout = site.layout();
    int positions = Math.multiplyExact(site.batch(), steps());
    recurrence = Recurrence.of(spec, name, input.shape().last(), positions, site.batch(), layout);
    dx = input.wantsDeltas() ? layout.signal(site.batch(), input.shape()) : Signal.NONE;
  }

  private int steps() {
    return input.shape().steps();
  }

  void forward(Compute compute, int rows) {
    gather(compute, rows);
    start(compute, rows);
    recurrence.forward(compute, rows, 0, steps());
    emit(compute, rows);
  }

  /** One step of one row, whose position and step are the same. */
  void forwardStep(Compute compute, int step) {
    if (step == 0) {
      start(compute, 1);
    }
    int in = input.shape().last();
    int width = spec.width();
    compute.rows().copy(in, input.values() + step * in, recurrence.input(step));
    recurrence.forward(compute, 1, step, step + 1);
    compute.rows().copy(width, recurrence.state(0, step + 1), output.values() + step * width);
  }

  private void start(Compute compute, int rows) {
    for (int part = 0; part < recurrence.parts(); part++) {
      for (int row = 0; row < rows; row++) {
        compute.rows().fill(spec.width(), 0f, recurrence.state(part, row));
      }
    }
  }

  private void gather(Compute compute, int rows) {
    int in = input.shape().last();
    for (int row = 0; row < rows; row++) {
      int length = length(compute.memory(), row);
      for (int step = 0; step < steps(); step++) {
        int from = input.values() + (row * steps() + place(step, length)) * in;
        compute.rows().copy(in, from, recurrence.input(step * rows + row));
      }
    }
  }

  private void emit(Compute compute, int rows) {
    for (int row = 0; row < rows; row++) {
      int length = length(compute.memory(), row);
      if (spec.steps() == RecurrentSpec.Steps.ALL) {
        emitAll(compute.rows(), rows, row, length);
      } else {
        int last = recurrence.state(0, length * rows + row); // after no step at all, zero
        compute.rows().copy(spec.width(), last, output.values() + at(row));
      }
    }
  }

  private void emitAll(RowKernels kernels, int rows, int row, int length) {
    int width = spec.width();
    for (int step = 0; step < steps(); step++) {
      int to = output.values() + at(row * steps() + place(step, length));
      if (step < length) {
        kernels.copy(width, recurrence.state(0, (step + 1) * rows + row), to);
      } else {
        kernels.fill(width, 0f, to);
      }
    }
  }

  void backward(Compute compute, int rows) {
    gatherDeltas(compute, rows);
    recurrence.backward(compute, dx, rows, steps());
    if (input.wantsDeltas()) {
      scatterDeltas(compute, rows);
    }
  }

  private void gatherDeltas(Compute compute, int rows) {
    int width = spec.width();
    compute.rows().fill(rows * (steps() + 1) * width, 0f, recurrence.delta(0));
    for (int row = 0; row < rows; row++) {
      int length = length(compute.memory(), row);
      boolean all = spec.steps() == RecurrentSpec.Steps.ALL;
      for (int step = all ? 0 : Math.max(0, length - 1); step < length; step++) {
        int from = output.deltas() + at(all ? row * steps() + place(step, length) : row);
        compute.rows().copy(width, from, recurrence.delta((step + 1) * rows + row));
      }
    }
  }

  /** The second direction adds to what the first has left. */
  private void scatterDeltas(Compute compute, int rows) {
    int in = input.shape().last();
    for (int row = 0; row < rows; row++) {
      int length = length(compute.memory(), row);
      for (int step = 0; step < steps(); step++) {
        int from = dx + (step * rows + row) * in;
        int to = input.deltas() + (row * steps() + place(step, length)) * in;
        if (backward) {
          compute.rows().add(in, from, to);
        } else {
          compute.rows().copy(in, from, to);
        }
      }
    }
  }

  /** Where in the row the step lies that is read {@code step}-th. */
  private int place(int step, int length) {
    return backward && step < length ? length - 1 - step : step;
  }

  private int length(float[] memory, int row) {
    return input.lengths() == Signal.NONE ? steps() : (int) memory[input.lengths() + row];
  }

  /** The offset of this direction's part of the output at a position. */
  private int at(int position) {
    return position * output.shape().last() + column;
  }

  void initialize(Compute compute, RandomWeights random) {
    recurrence.initialize(compute, random);
  }

  long flops() {
    return steps() * recurrence.flops();
  }
}
