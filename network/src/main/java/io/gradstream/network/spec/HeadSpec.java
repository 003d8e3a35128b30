package io.gradstream.network.spec;

import java.util.List;
import java.util.Objects;

/** The output layer with its loss. */
public sealed interface HeadSpec {

  /**
   * One logit, sigmoid, binary cross-entropy; targets in [0, 1].
   *
   * @param labelSmoothing target t becomes t (1 - labelSmoothing) + labelSmoothing / 2; in [0, 1)
   * @param positiveWeight weight of the loss of targets of 1, of others 1; above 0
   */
  record Binary(float labelSmoothing, float positiveWeight) implements HeadSpec {
    public Binary {
      checkSmoothing(labelSmoothing);
      Arguments.check(
          positiveWeight > 0 && positiveWeight <= 1e6,
          "positiveWeight",
          "in (0, 1e6]",
          positiveWeight);
    }

    /** The plain loss. */
    public Binary() {
      this(0f, 1f);
    }
  }

  /**
   * Softmax and categorical cross-entropy; a target is the class's index.
   *
   * @param labelSmoothing share of the target spread over all classes, in [0, 1)
   * @param classWeights [classes], weight of the loss of each class; empty: all 1. The mean is over
   *     the weights, as in PyTorch
   */
  record MultiClass(int classes, float labelSmoothing, List<Float> classWeights)
      implements HeadSpec {
    public MultiClass {
      classWeights = List.copyOf(classWeights);
      Arguments.check(classes >= 2, "classes", "at least 2", classes);
      checkSmoothing(labelSmoothing);
      Arguments.check(
          classWeights.isEmpty() || classWeights.size() == classes,
          "classWeights",
          "one for each of " + classes + " classes",
          classWeights);
      for (float weight : classWeights) {
        Arguments.check(weight > 0 && weight <= 1e6, "class weight", "in (0, 1e6]", weight);
      }
    }

    /** The plain loss. */
    public MultiClass(int classes) {
      this(classes, 0f, List.of());
    }
  }

  /** One value. */
  record Regression(ValueLoss loss) implements HeadSpec {
    public Regression {
      Objects.requireNonNull(loss, "loss");
    }

    /** Half mean squared error. */
    public Regression() {
      this(new ValueLoss.Squared());
    }
  }

  /**
   * An autoencoder: as many values as a row of the input has, the input itself being the target.
   * The output layer is dense, or absent where the last layer already makes the input's shape. The
   * loss is the mean over the values.
   */
  record Reconstruction(ValueLoss loss) implements HeadSpec {
    public Reconstruction {
      Objects.requireNonNull(loss, "loss");
    }
  }

  /**
   * A language model: after each step of a sequence of tokens, the next one's probabilities.
   * Targets are tokens in [0, vocabulary); 0, padding, has no loss. The mean is over the other
   * targets.
   */
  record NextToken(int vocabulary, float labelSmoothing) implements HeadSpec {
    public NextToken {
      Arguments.check(vocabulary >= 2, "vocabulary", "at least 2", vocabulary);
      checkSmoothing(labelSmoothing);
    }
  }

  /**
   * A generative adversarial network, Goodfellow et al. 2014: the network's layers are the
   * generator, from noise to an input's shape. A step trains the discriminator on the mini-batch
   * and as many generated rows, then the generator.
   *
   * @param noise width of the generator's input, standard normal numbers
   * @param discriminator hidden layers; one logit follows
   */
  record Adversarial(int noise, List<LayerSpec> discriminator, AdversarialLoss loss)
      implements HeadSpec {
    public Adversarial {
      discriminator = List.copyOf(discriminator);
      Arguments.positive("noise", noise);
      Objects.requireNonNull(loss, "loss");
    }
  }

  /** Written by name: never rename one. */
  enum AdversarialLoss {
    /** Goodfellow et al. 2014, section 3: the generator maximizes log D(G(z)). */
    NON_SATURATING,
    /** Lim and Ye 2017. */
    HINGE
  }

  private static void checkSmoothing(float smoothing) {
    Arguments.check(smoothing >= 0 && smoothing < 1, "labelSmoothing", "in [0, 1)", smoothing);
  }
}
