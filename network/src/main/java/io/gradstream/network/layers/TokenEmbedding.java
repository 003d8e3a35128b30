package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.Arguments;
import io.gradstream.network.spec.SequenceSpec;
import io.gradstream.network.spec.Shape;
import io.gradstream.network.updates.RowGradients;

/**
 * y[t] = table[token[t]], and how long each row's sequence is. The table's row 0, padding, stays
 * zero.
 */
final class TokenEmbedding implements Layer {

  /** Half the width of the uniform distribution whose standard deviation is GPT-2's 0.02. */
  private static final float LIMIT = 0.02f * 1.7320508f;

  private final SequenceSpec.TokenEmbedding spec;
  private final String name;
  private final Signal input; // [batch, steps], tokens
  private final Signal output; // [batch, steps, width]
  private final RowGradients table; // [vocabulary, width]

  TokenEmbedding(SequenceSpec.TokenEmbedding spec, String name, Signal input, Site site) {
    this.spec = spec;
    this.name = name;
    this.input = input;
    Shape shape = spec.output(input.shape());
    output = site.signal(shape, site.layout().workspace(site.batch()));
    long tokens = (long) site.batch() * shape.steps();
    table =
        new RowGradients(name + ".table", spec.vocabulary(), spec.width(), tokens, site.layout());
    site.tables().add(table);
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public void forward(Compute compute, int rows) {
    int steps = output.shape().steps();
    for (int r = 0; r < rows; r++) {
      int length = 0;
      for (int t = 0; t < steps; t++) {
        length = gather(compute, r * steps + t) == 0 ? length : t + 1;
      }
      compute.memory()[output.lengths() + r] = length;
    }
  }

  @Override
  public void forwardStep(Compute compute, int step) {
    gather(compute, step);
    compute.memory()[output.lengths()] = step + 1;
  }

  private int gather(Compute compute, int position) {
    int token = token(compute.memory(), position);
    int from = compute.weights() + table.row(token);
    compute.rows().copy(spec.width(), from, output.values() + position * spec.width());
    return token;
  }

  /** A token that is none is refused before it addresses memory that is not the table's. */
  private int token(float[] memory, int position) {
    float value = memory[input.values() + position];
    int token = (int) value;
    if (token != value || token < 0 || token >= spec.vocabulary()) {
      Arguments.check(
          false, "token of " + name, "a whole number in [0, " + spec.vocabulary() + ")", value);
    }
    return token;
  }

  /** gradient[token[t]] += delta[t], in the order of the mini-batch. */
  @Override
  public void backward(Compute compute, int rows) {
    table.forget();
    int positions = rows * output.shape().steps();
    for (int p = 0; p < positions; p++) {
      int token = token(compute.memory(), p);
      if (token != 0) {
        table.add(compute.rows(), token, output.deltas() + p * spec.width());
      }
    }
    if (input.wantsDeltas()) {
      compute.rows().fill(rows * input.width(), 0f, input.deltas());
    }
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {
    int first = compute.weights() + table.row(1);
    random.fill(compute.memory(), first, (spec.vocabulary() - 1) * spec.width(), LIMIT);
  }

  @Override
  public long flops() {
    return 0;
  }
}
