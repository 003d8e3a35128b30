package io.gradstream.network.heads;

import io.gradstream.network.GoldenNumbers;
import io.gradstream.network.kernels.StepRandom;
import io.gradstream.network.layers.Compute;
import io.gradstream.network.layers.Site;
import io.gradstream.network.memory.Arena;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.Shape;
import java.util.List;

/** A head without layers, fed with golden numbers. */
final class GoldenHead implements AutoCloseable {

  private final int rows;
  private final Signal output;
  private final Head head;
  private final Arena arena;
  private final Compute compute;

  GoldenHead(GoldenNumbers golden, HeadSpec spec) {
    List<Integer> shape = golden.get("x").shape(); // [rows, ...]
    rows = shape.get(0);
    Layout layout = new Layout();
    Shape row = shape.size() == 1 ? Shape.of(1) : new Shape(shape.subList(1, shape.size()));
    Signal input = Signal.constant(layout, rows, input(spec, row));
    output = Signal.reserve(layout, rows, row, Signal.NONE);
    int targets = layout.workspace((long) rows * Head.targetWidth(spec, input.shape()));
    head = Head.of(spec, output, input, targets, new Site(layout, rows, input, List.of()));
    layout.finish();
    arena = new Arena(layout.workspace(0), layout.scratch());
    compute = Compute.over(arena, 0, 0, new StepRandom());
    System.arraycopy(
        golden.get("x").values(),
        0,
        arena.floats(),
        output.values(),
        golden.get("x").values().length);
    int place = spec instanceof HeadSpec.Reconstruction ? input.values() : targets;
    System.arraycopy(
        golden.get("targets").values(),
        0,
        arena.floats(),
        place,
        golden.get("targets").values().length);
  }

  /** Tokens are as many as the outputs' steps; a reconstruction is of the output's shape. */
  private static Shape input(HeadSpec spec, Shape output) {
    return spec instanceof HeadSpec.NextToken ? Shape.of(output.steps()) : output;
  }

  float loss() {
    return head.loss(compute, rows);
  }

  float[] deltas() {
    float[] values = new float[rows * output.width()];
    System.arraycopy(arena.floats(), output.deltas(), values, 0, values.length);
    return values;
  }

  @Override
  public void close() {
    arena.close();
  }
}
