package io.gradstream.network.layers;

import io.gradstream.network.layers.Compute.Mode;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.RecurrentSpec;
import java.util.List;

/**
 * A recurrent layer over the stream: each row is the next step of one endless sequence. The state
 * after the last learned row is part of the weights. It moves on when the update of its mini-batch
 * is made, not before, so that a skipped mini-batch leaves no trace; gradients end at the first row
 * of a mini-batch (Williams and Peng 1990). An answer goes one step on from that state and is
 * forgotten.
 */
final class StreamRecurrence implements Layer {

  /** What is carried, in the order of {@link Recurrence#state}. */
  private static final List<String> PARTS = List.of(".state", ".cells");

  private final int width;
  private final Signal input; // [batch, in]
  private final Signal output; // [batch, width]
  private final Recurrence recurrence;
  private final Layout.Region[] carried; // [width] each
  private final int next; // [parts, width]: what the carried become

  StreamRecurrence(RecurrentSpec spec, String name, Signal input, Site site) {
    width = spec.width();
    this.input = input;
    output = site.signal(spec.output(input.shape()), Signal.NONE);
    Layout layout = site.layout();
    recurrence = Recurrence.of(spec, name, input.width(), site.batch(), site.batch(), layout);
    carried = new Layout.Region[recurrence.parts()];
    for (int part = 0; part < carried.length; part++) {
      carried[part] = layout.buffer(name + PARTS.get(part), width);
    }
    next = layout.workspace((long) carried.length * width);
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public void forward(Compute compute, int rows) {
    boolean together = compute.mode() == Mode.ANSWER; // rows of one step, else steps of one row
    start(compute, together ? rows : 1);
    int in = input.width();
    for (int row = 0; row < rows; row++) {
      compute.rows().copy(in, input.values() + row * in, recurrence.input(row));
    }
    recurrence.forward(compute, together ? rows : 1, 0, together ? 1 : rows);
    int first = together ? rows : 1; // position of the first row's h
    for (int row = 0; row < rows; row++) {
      int h = recurrence.state(0, first + row);
      compute.rows().copy(width, h, output.values() + row * width);
    }
    if (compute.isTraining()) {
      setAside(compute, rows);
    }
  }

  private void start(Compute compute, int rows) {
    for (int part = 0; part < carried.length; part++) {
      int from = compute.weights() + carried[part].offset();
      for (int row = 0; row < rows; row++) {
        compute.rows().copy(width, from, recurrence.state(part, row));
      }
    }
  }

  private void setAside(Compute compute, int rows) {
    for (int part = 0; part < carried.length; part++) {
      compute.rows().copy(width, recurrence.state(part, rows), next + part * width);
    }
  }

  @Override
  public void commit(Compute compute, int rows) {
    for (int part = 0; part < carried.length; part++) {
      int to = compute.weights() + carried[part].offset();
      compute.rows().copy(width, next + part * width, to);
    }
  }

  @Override
  public void backward(Compute compute, int rows) {
    compute.rows().fill(width, 0f, recurrence.delta(0));
    for (int row = 0; row < rows; row++) {
      int from = output.deltas() + row * width;
      compute.rows().copy(width, from, recurrence.delta(row + 1));
    }
    recurrence.backward(compute, input.deltas(), 1, rows);
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {
    recurrence.initialize(compute, random);
  }

  @Override
  public long flops() {
    return recurrence.flops();
  }
}
