package io.gradstream.network.spec;

import java.util.Locale;
import java.util.Objects;

/**
 * A recurrent layer. Within a row: input {@code [steps, width]}, state zero at the row's first
 * step, gradients through all its steps. Over the stream: input {@code [width]}, each row is the
 * next step of one endless sequence, the state goes on from mini-batch to mini-batch and gradients
 * flow back to the first row of the mini-batch (truncated backpropagation through time). Outputs at
 * steps of padding are zero.
 *
 * @param width of the state
 * @param over what a step is
 * @param steps which steps are the output of a sequence; over the stream every row is
 * @param bidirectional whether a second set of weights reads the row backward, its output beside
 *     the first's; not over the stream
 */
public record RecurrentSpec(Cell cell, int width, Over over, Steps steps, boolean bidirectional)
    implements LayerSpec {

  /** Written by name: never rename one. */
  public enum Cell {
    /** h = tanh(x W + h U + b), Elman 1990. */
    RNN,
    /** Hochreiter and Schmidhuber 1997 with the forget gate of Gers et al. 2000. */
    LSTM,
    /** Cho et al. 2014, with the reset gate after the product, as in PyTorch. */
    GRU
  }

  /** Written by name: never rename one. */
  public enum Over {
    ROW,
    STREAM
  }

  /** Written by name: never rename one. */
  public enum Steps {
    /** The last that a direction reads and that is no padding: backward, the first of the row. */
    LAST,
    ALL
  }

  public RecurrentSpec {
    Objects.requireNonNull(cell, "cell");
    Arguments.positive("width of a recurrent layer", width);
    Objects.requireNonNull(over, "over");
    Objects.requireNonNull(steps, "steps");
    Arguments.check(
        over == Over.ROW || !bidirectional, "bidirectional", "false over the stream", true);
  }

  @Override
  public boolean isOverTheStream() {
    return over == Over.STREAM;
  }

  @Override
  public Shape output(Shape input) {
    String name = cell.name().toLowerCase(Locale.ROOT);
    if (over == Over.STREAM) {
      return input.vector(name + " over the stream").withLast(width);
    }
    input.sequence(name);
    int last = bidirectional ? Math.multiplyExact(2, width) : width;
    return steps == Steps.ALL ? input.withLast(last) : Shape.of(last);
  }
}
