package io.gradstream.nd4j.graph;

import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.ValueLoss;

/** What a graph predicts, in the words of a spec's target. */
public sealed interface Prediction {

  /** The output layer and loss of ours that fit. */
  HeadSpec head();

  /** The target, as a comment of a spec says it. */
  String words();

  record Classes(int count) implements Prediction {
    @Override
    public HeadSpec head() {
      return new HeadSpec.MultiClass(count);
    }

    @Override
    public String words() {
      return "classes, " + count + " of them, listed in the order of the graph's outputs";
    }
  }

  record Binary() implements Prediction {
    @Override
    public HeadSpec head() {
      return new HeadSpec.Binary();
    }

    @Override
    public String words() {
      return "binary";
    }
  }

  /** One number, which a learner scales: half the squared error of that is its loss. */
  record Number() implements Prediction {
    @Override
    public HeadSpec head() {
      return new HeadSpec.Regression();
    }

    @Override
    public String words() {
      return "regression; the learner scales the number to unit deviation, as the graph should have";
    }
  }

  /**
   * The input itself.
   *
   * @param isProbability whether each value is in [0, 1], and the loss a cross-entropy
   */
  record Itself(boolean isProbability) implements Prediction {
    @Override
    public HeadSpec head() {
      return new HeadSpec.Reconstruction(
          isProbability ? new ValueLoss.CrossEntropy() : new ValueLoss.Squared());
    }

    @Override
    public String words() {
      return "reconstruct" + (isProbability ? ", with the loss crossEntropy" : "");
    }
  }
}
