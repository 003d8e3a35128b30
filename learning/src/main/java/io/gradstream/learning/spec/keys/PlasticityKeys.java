package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.yaml.Key.optional;
import static io.gradstream.learning.spec.yaml.Key.withDefault;

import io.gradstream.learning.spec.yaml.Keys;
import io.gradstream.learning.spec.yaml.NumberShape;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.Shape;
import io.gradstream.learning.spec.yaml.WholeShape;
import io.gradstream.network.spec.PlasticitySpec;
import io.gradstream.network.spec.PlasticitySpec.ContinualBackprop;
import io.gradstream.network.spec.PlasticitySpec.ShrinkAndPerturb;

/** Keys of what keeps a network able to learn. */
final class PlasticityKeys {

  private static final Shape<Integer> STEPS = new WholeShape(1, 1_000_000).asInt();

  static final ObjectShape<ContinualBackprop> CONTINUAL_BACKPROP =
      new ObjectShape<>(
          Keys.of(
              withDefault(
                  "replacementRate",
                  new NumberShape(1e-6, 0.1).asFloat(),
                  "0.001",
                  "Share of a layer's mature units that each step replaces; less than one adds"
                      + " up."),
              withDefault("maturity", STEPS, "100", "Steps in which a new unit is not replaced."),
              withDefault(
                  "decay",
                  new NumberShape(0, 0.9999).asFloat(),
                  "0.99",
                  "Decay of the mean that a unit's utility is."),
              ContinualBackprop::new));

  static final ObjectShape<ShrinkAndPerturb> SHRINK_AND_PERTURB =
      new ObjectShape<>(
          Keys.of(
              withDefault("every", STEPS, "100", "Steps from one to the next."),
              withDefault(
                  "shrink",
                  new NumberShape(0, 0.99).asFloat(),
                  "0.01",
                  "Share of a weight that is taken away."),
              withDefault(
                  "perturb",
                  new NumberShape(0, 1).asFloat(),
                  "0.01",
                  "How much is added of weights as a new model's are drawn."),
              ShrinkAndPerturb::new));

  static final ObjectShape<PlasticitySpec> PLASTICITY =
      new ObjectShape<>(
          Keys.of(
              optional(
                  "continualBackprop",
                  CONTINUAL_BACKPROP,
                  "no unit is replaced",
                  "The hidden units of the least use start anew, a few at a time (Dohare et al."
                      + " 2024): those of dense layers and convolutions that another of them reads,"
                      + " with at most activations, dropout, pools or flatten between."),
              optional(
                  "shrinkAndPerturb",
                  SHRINK_AND_PERTURB,
                  "weights are as they were learned",
                  "Weights, but no biases, become smaller and a little random (Ash and Adams"
                      + " 2020)."),
              PlasticitySpec::new));

  private PlasticityKeys() {}
}
