package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.SequenceSpec.Position;
import io.gradstream.network.spec.SequenceSpec.Position.Kind;
import io.gradstream.network.spec.Shape;

/**
 * y[t] = x[t] + p[t]. Learned, or p[t, 2i] = sin(t / 10000^(2i / width)) and p[t, 2i + 1] the
 * cosine: Vaswani et al. 2017, section 3.5.
 */
final class PositionEncoding implements Layer {

  /** Half the width of the uniform distribution whose standard deviation is GPT-2's 0.02. */
  private static final float LIMIT = 0.02f * 1.7320508f;

  private static final double LONGEST = 10_000;

  private final boolean learned;
  private final Signal input; // [batch, steps, width]
  private final Signal output; // [batch, steps, width]
  private final int table; // [steps, width], in the weights when learned, else in the arena

  PositionEncoding(Position spec, String name, Signal input, Site site) {
    this.input = input;
    Shape shape = spec.output(input.shape());
    output = site.signal(shape, input.lengths());
    learned = spec.kind() == Kind.LEARNED;
    table =
        learned
            ? site.layout().tensor(name + ".table", shape.steps(), shape.last())
            : site.layout().workspace(shape.size());
  }

  @Override
  public Signal output() {
    return output;
  }

  private int table(Compute compute) {
    return learned ? compute.weights() + table : table;
  }

  @Override
  public void forward(Compute compute, int rows) {
    for (int r = 0; r < rows; r++) {
      add(compute, output.width(), r * output.width(), 0);
    }
  }

  @Override
  public void forwardStep(Compute compute, int step) {
    int width = output.shape().last();
    add(compute, width, step * width, step * width);
  }

  private void add(Compute compute, int n, int at, int place) {
    compute.rows().copy(n, input.values() + at, output.values() + at);
    compute.rows().add(n, table(compute) + place, output.values() + at);
  }

  /** dx = dy; dp = the sum of dy over the rows. */
  @Override
  public void backward(Compute compute, int rows) {
    int n = output.width();
    if (learned) {
      compute.rows().columnSums(rows, n, output.deltas(), compute.gradients() + table);
    }
    if (input.wantsDeltas()) {
      compute.rows().copy(rows * n, output.deltas(), input.deltas());
    }
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {
    if (learned) {
      random.fill(compute.memory(), table(compute), output.width(), LIMIT);
    } else {
      fillWithWaves(compute);
    }
  }

  private void fillWithWaves(Compute compute) {
    int width = output.shape().last();
    for (int i = 0; i < output.width(); i++) {
      int column = i % width;
      double wavelength = StrictMath.pow(LONGEST, (column - column % 2) / (double) width);
      double angle = i / width / wavelength;
      double wave = column % 2 == 0 ? StrictMath.sin(angle) : StrictMath.cos(angle);
      compute.memory()[table + i] = (float) wave;
    }
  }

  @Override
  public long flops() {
    return output.width();
  }
}
