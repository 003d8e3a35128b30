package io.gradstream.network;

/** How gradients become steps. Learning rates lie in (0, 1]. */
public sealed interface OptimizerSpec {

  /** What a new model starts with. */
  float learningRate();

  /** w -= learningRate g. */
  record Sgd(float learningRate) implements OptimizerSpec {
    public Sgd {
      checkedLearningRate(learningRate);
    }
  }

  /**
   * m = momentum m + g; w -= learningRate m.
   *
   * @param momentum in [0, 1)
   */
  record Momentum(float learningRate, float momentum) implements OptimizerSpec {
    public Momentum {
      checkedLearningRate(learningRate);
      Arguments.check(momentum >= 0 && momentum < 1, "momentum", "in [0, 1)", momentum);
    }
  }

  /**
   * Kingma and Ba 2015, algorithm 1. Rows of embeddings are updated when they have a gradient;
   * their moments rest in between.
   *
   * @param beta1 decay of the gradient's mean, in [0, 1)
   * @param beta2 decay of its square's mean, in [0, 1)
   * @param epsilon above 0
   */
  record Adam(float learningRate, float beta1, float beta2, float epsilon)
      implements OptimizerSpec {
    public Adam {
      checkedLearningRate(learningRate);
      Arguments.check(beta1 >= 0 && beta1 < 1, "beta1", "in [0, 1)", beta1);
      Arguments.check(beta2 >= 0 && beta2 < 1, "beta2", "in [0, 1)", beta2);
      Arguments.check(epsilon > 0 && epsilon < 1, "epsilon", "in (0, 1)", epsilon);
    }
  }

  /** The rate, or an error when it is none. */
  static float checkedLearningRate(float learningRate) {
    Arguments.check(
        learningRate > 0 && learningRate <= 1, "learningRate", "in (0, 1]", learningRate);
    return learningRate;
  }
}
