package io.gradstream.network.spec;

import java.util.Objects;

/** One declared layer. Every kind of layer is a record here and a file of its own. */
public sealed interface LayerSpec
    permits BlockSpec, ConvolutionSpec, LayerSpec.PlainSpec, RecurrentSpec, SequenceSpec {

  /**
   * Shape of a row of the output.
   *
   * @throws IllegalArgumentException naming the layer, what it expected and its input, when the
   *     input does not fit
   */
  Shape output(Shape input);

  /** Whether a state of its own goes on from row to row, so that their order means something. */
  default boolean isOverTheStream() {
    return false;
  }

  /** Layers that treat every position alike and fit an input of any shape. */
  sealed interface PlainSpec extends LayerSpec {}

  /** y = activation(x W + b), at every position of the input. */
  record DenseSpec(int width, Activation activation) implements PlainSpec {
    public DenseSpec {
      Arguments.positive("width of a dense layer", width);
      Objects.requireNonNull(activation, "activation");
    }

    @Override
    public Shape output(Shape input) {
      return input.withLast(width);
    }
  }

  /** y = activation(x). */
  record ActivationSpec(Activation activation) implements PlainSpec {
    public ActivationSpec {
      Objects.requireNonNull(activation, "activation");
    }

    @Override
    public Shape output(Shape input) {
      return input;
    }
  }

  /**
   * Zeroes a value with probability {@code rate} in training and scales the others by 1 / (1 -
   * rate); passes everything on in prediction. Srivastava et al. 2014.
   *
   * @param rate in [0, 1)
   */
  record DropoutSpec(float rate) implements PlainSpec {
    public DropoutSpec {
      Arguments.check(rate >= 0 && rate < 1, "rate of dropout", "in [0, 1)", rate);
    }

    @Override
    public Shape output(Shape input) {
      return input;
    }
  }

  /**
   * Zero mean and unit variance over the last dimension of each position, then scale and shift,
   * learned. Ba, Kiros and Hinton 2016.
   */
  record LayerNormSpec() implements PlainSpec {
    @Override
    public Shape output(Shape input) {
      return input;
    }
  }

  /** x / root mean square over the last dimension, then scale, learned. Zhang and Sennrich 2019. */
  record RmsNormSpec() implements PlainSpec {
    @Override
    public Shape output(Shape input) {
      return input;
    }
  }

  /**
   * Normalizes each value of the last dimension over the mini-batch and its positions, with the
   * corrections of batch renormalization (Ioffe 2017), so that training sees what prediction will:
   * running statistics.
   *
   * @param momentum weight of a new mini-batch in the running statistics, in (0, 1]
   * @param maxScale bound of the correction of the scale, at least 1; 1 for none, which is plain
   *     batch normalization
   * @param maxShift bound of the correction of the mean, in standard deviations, at least 0; 0 for
   *     none
   */
  record BatchNormSpec(float momentum, float maxScale, float maxShift) implements PlainSpec {
    public BatchNormSpec {
      Arguments.check(
          momentum > 0 && momentum <= 1, "momentum of batch norm", "in (0, 1]", momentum);
      Arguments.check(maxScale >= 1, "maxScale of batch norm", "at least 1", maxScale);
      Arguments.check(maxShift >= 0, "maxShift of batch norm", "at least 0", maxShift);
    }

    @Override
    public Shape output(Shape input) {
      return input;
    }
  }
}
