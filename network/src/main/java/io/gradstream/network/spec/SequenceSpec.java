package io.gradstream.network.spec;

import java.util.Objects;

/** Layers of sequences {@code [steps, width]}, but for the recurrent ones. */
public sealed interface SequenceSpec extends LayerSpec {

  /**
   * A learned vector for each token of a sequence. Input: {@code [steps]} or {@code [steps, 1]},
   * whole numbers in [0, vocabulary) as floats; token 0 is padding: zeros at a row's end are no
   * part of its sequence. Its vector stays zero.
   */
  record TokenEmbedding(int vocabulary, int width) implements SequenceSpec {
    public TokenEmbedding {
      Arguments.check(vocabulary >= 2, "vocabulary of an embedding", "at least 2", vocabulary);
      Arguments.positive("width of an embedding", width);
    }

    @Override
    public Shape output(Shape input) {
      if (input.isImage() || (input.isSequence() && input.last() != 1)) {
        throw new IllegalArgumentException(
            "embedding expects tokens [steps]; its input is " + input);
      }
      return Shape.of(input.size(), width);
    }
  }

  /** Adds to each step what says where it is. */
  record Position(Kind kind) implements SequenceSpec {
    public Position {
      Objects.requireNonNull(kind, "kind");
    }

    @Override
    public Shape output(Shape input) {
      return input.sequence("position");
    }

    /** Written by name: never rename one. */
    public enum Kind {
      /** A vector for each step, learned. */
      LEARNED,
      /** Sines and cosines of growing wavelength, Vaswani et al. 2017, section 3.5. */
      SINUSOIDAL
    }
  }

  /**
   * Multi-head scaled dot-product attention of a sequence to itself, with an output projection.
   * Vaswani et al. 2017, section 3.2. Padding is never attended to.
   *
   * @param heads divides the width
   * @param causal whether a step sees only itself and earlier ones
   */
  record Attention(int heads, boolean causal) implements SequenceSpec {
    public Attention {
      Arguments.positive("heads of attention", heads);
    }

    @Override
    public Shape output(Shape input) {
      int width = input.sequence("attention").last();
      if (width % heads != 0) {
        throw new IllegalArgumentException(
            "attention expects a width that its " + heads + " heads divide; its input is " + input);
      }
      return input;
    }
  }
}
