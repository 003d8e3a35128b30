package io.gradstream.network.spec;

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
      checkedDecay("momentum", momentum);
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
      checkedDecay("beta1", beta1);
      checkedDecay("beta2", beta2);
      checkedEpsilon(epsilon);
    }
  }

  /**
   * m = momentum m + g; w -= learningRate (g + momentum m). Nesterov 1983, in the form of Sutskever
   * et al. 2013 that PyTorch uses.
   *
   * @param momentum in [0, 1)
   */
  record Nesterov(float learningRate, float momentum) implements OptimizerSpec {
    public Nesterov {
      checkedLearningRate(learningRate);
      checkedDecay("momentum", momentum);
    }
  }

  /**
   * v = decay v + (1 - decay) g^2; w -= learningRate g / (sqrt(v) + epsilon). Tieleman and Hinton
   * 2012.
   *
   * @param decay in [0, 1)
   */
  record RmsProp(float learningRate, float decay, float epsilon) implements OptimizerSpec {
    public RmsProp {
      checkedLearningRate(learningRate);
      checkedDecay("decay", decay);
      checkedEpsilon(epsilon);
    }
  }

  /**
   * Adam whose decay of weights is no part of the gradient: w -= learningRate weightDecay w first.
   * Loshchilov and Hutter 2019. Biases and embeddings decay too.
   *
   * @param weightDecay in [0, 1]
   */
  record AdamW(float learningRate, float beta1, float beta2, float epsilon, float weightDecay)
      implements OptimizerSpec {
    public AdamW {
      checkedLearningRate(learningRate);
      checkedDecay("beta1", beta1);
      checkedDecay("beta2", beta2);
      checkedEpsilon(epsilon);
      Arguments.check(
          weightDecay >= 0 && weightDecay <= 1, "weightDecay", "in [0, 1]", weightDecay);
    }
  }

  /** v += g^2; w -= learningRate g / (sqrt(v) + epsilon). Duchi, Hazan and Singer 2011. */
  record Adagrad(float learningRate, float epsilon) implements OptimizerSpec {
    public Adagrad {
      checkedLearningRate(learningRate);
      checkedEpsilon(epsilon);
    }
  }

  /**
   * w -= min(learningRate, 1 / (kappa sum of |g|)) g, the sum over the whole network: all weights
   * together move by 1 / kappa at most, so that one step does not overshoot. After ObGD of Elsayed,
   * Vasan and Mahmood 2024 (arXiv 2410.14606), which states the bound for one error and its trace.
   *
   * @param kappa how much smaller than overshooting a step is at most: at least 1
   */
  record ObGd(float learningRate, float kappa) implements OptimizerSpec {
    public ObGd {
      checkedLearningRate(learningRate);
      Arguments.check(kappa >= 1 && kappa <= 100, "kappa", "in [1, 100]", kappa);
    }
  }

  private static void checkedDecay(String name, float decay) {
    Arguments.check(decay >= 0 && decay < 1, name, "in [0, 1)", decay);
  }

  private static void checkedEpsilon(float epsilon) {
    Arguments.check(epsilon > 0 && epsilon < 1, "epsilon", "in (0, 1)", epsilon);
  }

  /** The rate, or an error when it is none. */
  static float checkedLearningRate(float learningRate) {
    Arguments.check(
        learningRate > 0 && learningRate <= 1, "learningRate", "in (0, 1]", learningRate);
    return learningRate;
  }
}
