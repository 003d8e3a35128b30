package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.yaml.Key.optional;
import static io.gradstream.learning.spec.yaml.Key.required;
import static io.gradstream.learning.spec.yaml.Key.withDefault;

import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.NumberShape;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.VariantShape;
import io.gradstream.learning.spec.yaml.WholeShape;

/** Keys of how a network learns. */
public final class LearnKeys {

  private static final NumberShape DECAY = new NumberShape(0, 0.99999);
  private static final WholeShape STEPS = new WholeShape(1, 1_000_000_000);

  public static final VariantShape OPTIMIZER =
      new VariantShape(
          new ObjectShape(
              required(
                  "adam",
                  new ObjectShape(rate("0.001"), beta1(), beta2(), epsilon()),
                  "Adam (Kingma and Ba 2015).")),
          new ObjectShape(
              required("sgd", new ObjectShape(rate("0.01")), "Plain gradient descent.")),
          new ObjectShape(
              required(
                  "momentum",
                  new ObjectShape(rate("0.01"), momentum()),
                  "Gradient descent with momentum.")),
          new ObjectShape(
              required(
                  "nesterov",
                  new ObjectShape(rate("0.01"), momentum()),
                  "Gradient descent with Nesterov's momentum.")),
          new ObjectShape(
              required(
                  "rmsProp",
                  new ObjectShape(
                      rate("0.001"),
                      withDefault("decay", DECAY, "0.9", "Decay of the mean of squared gradients."),
                      epsilon()),
                  "RMSProp (Tieleman and Hinton 2012).")),
          new ObjectShape(
              required(
                  "adamW",
                  new ObjectShape(
                      rate("0.001"),
                      beta1(),
                      beta2(),
                      epsilon(),
                      withDefault(
                          "weightDecay",
                          new NumberShape(0, 1),
                          "0.01",
                          "Share of a weight that a step at a rate of 1 takes away.")),
                  "Adam with decay of the weights (Loshchilov and Hutter 2019).")),
          new ObjectShape(
              required(
                  "adagrad",
                  new ObjectShape(rate("0.01"), epsilon()),
                  "Adagrad (Duchi, Hazan and Singer 2011).")),
          new ObjectShape(
              required(
                  "obGd",
                  new ObjectShape(
                      rate("0.1"),
                      withDefault(
                          "kappa",
                          new NumberShape(1, 100),
                          "2",
                          "How far below overshooting a step stays.")),
                  "Gradient descent whose effective step is bounded (Elsayed, Vasan and Mahmood"
                      + " 2024).")));

  static final VariantShape SCHEDULE =
      new VariantShape(
          new ObjectShape(
              required("warmUp", STEPS, "Steps over which the rate grows to its full size.")),
          new ObjectShape(
              required(
                  "inverseSquareRoot",
                  STEPS,
                  "Steps of a warm-up, after which the rate falls with the root of the steps.")),
          new ObjectShape(
              required(
                  "cosineRestarts",
                  new ObjectShape(
                      withDefault("period", STEPS, "1000", "Steps of the first cycle."),
                      withDefault(
                          "growth",
                          new NumberShape(1, 100),
                          "2",
                          "How many times as long as the last each cycle is."),
                      withDefault(
                          "floor",
                          new NumberShape(0, 1),
                          "0",
                          "Share of the rate that is left at the end of a cycle.")),
                  "Half a cosine, again and again (Loshchilov and Hutter 2017).")));

  static final VariantShape CLIP =
      new VariantShape(
          new ObjectShape(
              required(
                  "norm",
                  new NumberShape(1e-6, 1e6),
                  "Largest Euclidean norm of all gradients together.")),
          new ObjectShape(
              required("value", new NumberShape(1e-6, 1e6), "Largest size of each gradient.")));

  static final NameShape INITIALIZERS =
      new NameShape(
          "auto", "glorotUniform", "glorotNormal", "heUniform", "heNormal", "orthogonal", "normal");

  static final ObjectShape LEARN =
      new ObjectShape(
          withDefault("optimizer", OPTIMIZER, "{adam: {}}", "How gradients become steps."),
          withDefault("batch", new WholeShape(1, 65_536), "32", "Examples in a mini-batch."),
          optional("schedule", SCHEDULE, "a constant rate", "How the learning rate changes."),
          optional("clip", CLIP, "gradients are as they are", "What is done to large gradients."),
          withDefault(
              "l2",
              new NumberShape(0, 1),
              "0",
              "Added to the loss: half of it times the squared weights."),
          withDefault(
              "initializer",
              INITIALIZERS,
              "auto",
              "How a new model's weights are drawn: `auto`, by He before a relu and its kin, by"
                  + " Glorot otherwise."),
          withDefault(
              "averaging",
              new NumberShape(0, 0.999999),
              "0",
              "Decay of a moving average of the weights, which then predicts; 0 for none."),
          withDefault(
              "drift",
              DriftKeys.OFF_OR_DRIFT,
              DriftKeys.NOTHING,
              "How drift is found and what is done about it (docs/drift.md)."),
          optional(
              "plasticity",
              PlasticityKeys.PLASTICITY,
              "training alone",
              "What keeps the network able to learn, however long its stream."));

  private LearnKeys() {}

  private static Key rate(String byDefault) {
    return withDefault("learningRate", new NumberShape(1e-9, 1), byDefault, "Size of a step.");
  }

  private static Key beta1() {
    return withDefault("beta1", DECAY, "0.9", "Decay of the first moment.");
  }

  private static Key beta2() {
    return withDefault("beta2", DECAY, "0.999", "Decay of the second moment.");
  }

  private static Key epsilon() {
    return withDefault(
        "epsilon", new NumberShape(1e-10, 0.1), "0.00000001", "Keeps the division finite.");
  }

  private static Key momentum() {
    return withDefault("momentum", DECAY, "0.9", "How much of the last step goes on.");
  }
}
