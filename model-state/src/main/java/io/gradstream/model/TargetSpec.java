package io.gradstream.model;

import io.gradstream.network.spec.HeadSpec.AdversarialLoss;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.ValueLoss;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What is predicted, as a reader of predictions needs to know it. */
public sealed interface TargetSpec {

  /** Whether an event is its own label: nothing else needs to be known to learn from it. */
  default boolean isInEveryEvent() {
    return this instanceof Reconstruction
        || this instanceof NextToken
        || this instanceof Generation;
  }

  /**
   * The probability of one named outcome; targets 0 or 1.
   *
   * @param labelSmoothing and {@code positiveWeight} as {@link
   *     io.gradstream.network.spec.HeadSpec.Binary} has them
   */
  record Binary(String positive, float labelSmoothing, float positiveWeight) implements TargetSpec {

    /** The plain loss. */
    public Binary(String positive) {
      this(positive, 0f, 1f);
    }
  }

  /**
   * A probability for each class; a target is the index in this list.
   *
   * @param classWeights one for each class, or none: all 1
   */
  record MultiClass(List<String> classes, float labelSmoothing, List<Float> classWeights)
      implements TargetSpec {
    public MultiClass {
      classes = List.copyOf(classes);
      classWeights = List.copyOf(classWeights);
    }

    /** The plain loss. */
    public MultiClass(List<String> classes) {
      this(classes, 0f, List.of());
    }

    /** The class of the largest probability; of equal ones the first. */
    public String likeliest(float[] probabilities) {
      int best = 0;
      for (int i = 1; i < probabilities.length; i++) {
        best = probabilities[i] > probabilities[best] ? i : best;
      }
      return classes.get(best);
    }
  }

  /**
   * A number, scaled online.
   *
   * @param from a number of the event itself: then its change to the label is what the network
   *     learns, and a prediction adds it again; a stream whose level wanders needs that
   */
  record Regression(String field, Optional<String> from, ValueLoss loss) implements TargetSpec {
    public Regression {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(loss, "loss");
    }

    /** The label as it is. */
    public Regression(String field, ValueLoss loss) {
      this(field, Optional.empty(), loss);
    }

    /** Half the squared error. */
    public Regression(String field) {
      this(field, new ValueLoss.Squared());
    }
  }

  /** The event itself: how far its reconstruction is from it, the mean loss of its inputs. */
  record Reconstruction(ValueLoss loss) implements TargetSpec {
    public Reconstruction {
      Objects.requireNonNull(loss, "loss");
    }
  }

  /**
   * The token after a text, a probability for each of the vocabulary. The one feature is {@link
   * io.gradstream.features.encode.FeatureSpec.Tokens}; its length is what the network reads at
   * once.
   */
  record NextToken(float labelSmoothing) implements TargetSpec {}

  /**
   * The probability that an event is real and not generated; the network's layers generate.
   *
   * @param noise width of what events are generated from
   * @param discriminator hidden layers of the network that tells the two apart
   */
  record Generation(int noise, List<LayerSpec> discriminator, AdversarialLoss loss)
      implements TargetSpec {
    public Generation {
      discriminator = List.copyOf(discriminator);
      Objects.requireNonNull(loss, "loss");
    }
  }
}
