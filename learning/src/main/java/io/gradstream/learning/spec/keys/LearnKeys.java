package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.yaml.Key.optional;
import static io.gradstream.learning.spec.yaml.Key.required;
import static io.gradstream.learning.spec.yaml.Key.withDefault;

import io.gradstream.learning.drift.ladder.DriftConfig;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.Keys;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.NumberShape;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.Shape;
import io.gradstream.learning.spec.yaml.TruthShape;
import io.gradstream.learning.spec.yaml.Variant;
import io.gradstream.learning.spec.yaml.VariantShape;
import io.gradstream.learning.spec.yaml.WholeShape;
import io.gradstream.network.spec.Initializer;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.PlasticitySpec;
import io.gradstream.network.spec.ScheduleSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.network.spec.TrainingSpec.Clipping;
import java.util.Optional;
import java.util.function.BiFunction;

/** Keys of how a network learns. */
public final class LearnKeys {

  /** Names a file of weights. */
  public static final String START = "start";

  private static final Shape<Float> DECAY = new NumberShape(0, 0.99999).asFloat();
  private static final WholeShape STEPS = new WholeShape(1, 1_000_000_000);
  private static final Shape<Float> LIMIT = new NumberShape(1e-6, 1e6).asFloat();

  public static final VariantShape<OptimizerSpec> OPTIMIZER =
      VariantShape.of(
          Variant.of(
              "adam",
              "Adam (Kingma and Ba 2015).",
              Keys.of(rate("0.001"), beta1(), beta2(), epsilon(), OptimizerSpec.Adam::new)),
          Variant.of(
              "sgd", "Plain gradient descent.", Keys.of(rate("0.01"), OptimizerSpec.Sgd::new)),
          Variant.of(
              "momentum",
              "Gradient descent with momentum.",
              Keys.of(rate("0.01"), momentum(), OptimizerSpec.Momentum::new)),
          Variant.of(
              "nesterov",
              "Gradient descent with Nesterov's momentum.",
              Keys.of(rate("0.01"), momentum(), OptimizerSpec.Nesterov::new)),
          Variant.of(
              "rmsProp",
              "RMSProp (Tieleman and Hinton 2012).",
              Keys.of(
                  rate("0.001"),
                  withDefault("decay", DECAY, "0.9", "Decay of the mean of squared gradients."),
                  epsilon(),
                  OptimizerSpec.RmsProp::new)),
          Variant.of(
              "adamW",
              "Adam with decay of the weights (Loshchilov and Hutter 2019).",
              Keys.of(
                  rate("0.001"),
                  beta1(),
                  beta2(),
                  epsilon(),
                  withDefault(
                      "weightDecay",
                      new NumberShape(0, 1).asFloat(),
                      "0.01",
                      "Share of a weight that a step at a rate of 1 takes away."),
                  OptimizerSpec.AdamW::new)),
          Variant.of(
              "adagrad",
              "Adagrad (Duchi, Hazan and Singer 2011).",
              Keys.of(rate("0.01"), epsilon(), OptimizerSpec.Adagrad::new)),
          Variant.of(
              "obGd",
              "Gradient descent whose effective step is bounded (Elsayed, Vasan and Mahmood"
                  + " 2024).",
              Keys.of(
                  rate("0.1"),
                  withDefault(
                      "kappa",
                      new NumberShape(1, 100).asFloat(),
                      "2",
                      "How far below overshooting a step stays."),
                  OptimizerSpec.ObGd::new)));

  static final VariantShape<ScheduleSpec> SCHEDULE =
      VariantShape.of(
          new Variant<>(
              required("warmUp", STEPS, "Steps over which the rate grows to its full size.")
                  .as(ScheduleSpec.WarmUp::new)),
          new Variant<>(
              required(
                      "inverseSquareRoot",
                      STEPS,
                      "Steps of a warm-up, after which the rate falls with the root of the steps.")
                  .as(ScheduleSpec.InverseSquareRoot::new)),
          Variant.of(
              "cosineRestarts",
              "Half a cosine, again and again (Loshchilov and Hutter 2017).",
              Keys.of(
                  withDefault("period", STEPS, "1000", "Steps of the first cycle."),
                  withDefault(
                      "growth",
                      new NumberShape(1, 100).asFloat(),
                      "2",
                      "How many times as long as the last each cycle is."),
                  withDefault(
                      "floor",
                      new NumberShape(0, 1).asFloat(),
                      "0",
                      "Share of the rate that is left at the end of a cycle."),
                  ScheduleSpec.CosineRestarts::new)));

  static final VariantShape<Clipping> CLIP =
      VariantShape.of(
          new Variant<>(
              required("norm", LIMIT, "Largest Euclidean norm of all gradients together.")
                  .as(Clipping.Norm::new)),
          new Variant<>(
              required("value", LIMIT, "Largest size of each gradient.").as(Clipping.Value::new)));

  /** What one network is taught by, but for its optimizer and what keeps it able to learn. */
  private static final Keys<BiFunction<OptimizerSpec, PlasticitySpec, TrainingSpec>> TRAINING =
      Keys.of(
          optional("schedule", SCHEDULE, "a constant rate", "How the learning rate changes."),
          optional("clip", CLIP, "gradients are as they are", "What is done to large gradients."),
          withDefault(
              "l2",
              new NumberShape(0, 1).asFloat(),
              "0",
              "Added to the loss: half of it times the squared weights."),
          withDefault(
              "initializer",
              NameShape.all(Initializer.class),
              "auto",
              "How a new model's weights are drawn: `auto`, by He before a relu and its kin, by"
                  + " Glorot otherwise."),
          withDefault(
              "averaging",
              new NumberShape(0, 0.999999).asFloat(),
              "0",
              "Decay of a moving average of the weights, which then predicts; 0 for none."),
          LearnKeys::training);

  /** How examples become steps, as far as a spec says. */
  private static final Keys<DeclaredPractice> PRACTICE =
      Keys.of(
          optional(
              "batch",
              new WholeShape(1, 65_536).asInt(),
              "8 for several networks, 32 for one",
              "Examples in a mini-batch."),
          optional(
              "young",
              new WholeShape(0, 1_000_000_000),
              "20000 for several networks, 0 for one",
              "Examples for which the stream is young: each is then a step of its own, so that"
                  + " nothing is lost of it."),
          optional(
              "replay",
              new TruthShape(),
              "as `pool.replay`",
              "Whether examples of before are learned again beside new ones: a few with each while"
                  + " the stream is young, none after that; as many as are new where it is never"
                  + " young."),
          DeclaredPractice::new);

  /** What keeps a model able to learn, and what it has at first. */
  private record Weights(Optional<PlasticitySpec> plasticity, Optional<String> start) {}

  private static final Keys<Weights> WEIGHTS =
      Keys.of(
          optional(
              "plasticity",
              PlasticityKeys.PLASTICITY,
              "training alone",
              "What keeps the network able to learn, however long its stream."),
          optional(
              START,
              TopicKeys.FILE,
              "weights are drawn",
              "A file of weights that each new model of one network starts with, relative to the"
                  + " spec; `gradstream import` writes it."),
          Weights::new);

  public static final ObjectShape<DeclaredLearning> LEARN =
      new ObjectShape<>(
          Keys.of(
              withDefault("optimizer", OPTIMIZER, "{adam: {}}", "How gradients become steps."),
              PRACTICE,
              TRAINING,
              withDefault(
                  "drift",
                  DriftKeys.OFF_OR_DRIFT,
                  DriftKeys.NOTHING,
                  "How drift is found and what is done about it (docs/drift.md)."),
              WEIGHTS,
              LearnKeys::learn));

  private LearnKeys() {}

  private static BiFunction<OptimizerSpec, PlasticitySpec, TrainingSpec> training(
      Optional<ScheduleSpec> schedule,
      Optional<Clipping> clip,
      float l2,
      Initializer initializer,
      float averaging) {
    return (optimizer, plasticity) ->
        new TrainingSpec(
            optimizer,
            schedule.orElseGet(ScheduleSpec.Constant::new),
            clip.orElseGet(Clipping.None::new),
            l2,
            initializer,
            averaging,
            plasticity);
  }

  private static DeclaredLearning learn(
      OptimizerSpec optimizer,
      DeclaredPractice practice,
      BiFunction<OptimizerSpec, PlasticitySpec, TrainingSpec> training,
      Optional<DriftConfig> drift,
      Weights weights) {
    return new DeclaredLearning(
        training.apply(optimizer, weights.plasticity().orElse(PlasticitySpec.NONE)),
        practice,
        drift,
        weights.start());
  }

  private static Key<Float> rate(String byDefault) {
    return withDefault(
        "learningRate", new NumberShape(1e-9, 1).asFloat(), byDefault, "Size of a step.");
  }

  private static Key<Float> beta1() {
    return withDefault("beta1", DECAY, "0.9", "Decay of the first moment.");
  }

  private static Key<Float> beta2() {
    return withDefault("beta2", DECAY, "0.999", "Decay of the second moment.");
  }

  private static Key<Float> epsilon() {
    return withDefault(
        "epsilon",
        new NumberShape(1e-10, 0.1).asFloat(),
        "0.00000001",
        "Keeps the division finite.");
  }

  private static Key<Float> momentum() {
    return withDefault("momentum", DECAY, "0.9", "How much of the last step goes on.");
  }
}
