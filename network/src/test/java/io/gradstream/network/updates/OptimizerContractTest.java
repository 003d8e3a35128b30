package io.gradstream.network.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.Examples;
import io.gradstream.network.Network;
import io.gradstream.network.StepResult;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.HeadSpec.Regression;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.EmbeddingSpec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.OptimizerSpec.Adagrad;
import io.gradstream.network.spec.OptimizerSpec.Adam;
import io.gradstream.network.spec.OptimizerSpec.AdamW;
import io.gradstream.network.spec.OptimizerSpec.Momentum;
import io.gradstream.network.spec.OptimizerSpec.Nesterov;
import io.gradstream.network.spec.OptimizerSpec.ObGd;
import io.gradstream.network.spec.OptimizerSpec.RmsProp;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every optimizer must do, seen on a linear regression whose gradient is plain. */
class OptimizerContractTest {

  private static final NetworkSpec LINE =
      new NetworkSpec(2, List.of(), List.of(), new Regression());

  static Stream<OptimizerSpec> optimizers() {
    return Stream.of(
        Examples.SGD,
        Examples.MOMENTUM,
        Examples.ADAM,
        new Nesterov(0.05f, 0.9f),
        new RmsProp(0.01f, 0.9f, 1e-6f),
        new AdamW(0.01f, 0.9f, 0.999f, 1e-8f, 0.1f),
        new Adagrad(0.1f, 1e-6f),
        new ObGd(0.5f, 2f));
  }

  @Test
  void everyKindOfOptimizerIsHeldToTheContract() {
    assertThat(optimizers().<Class<?>>map(OptimizerSpec::getClass))
        .containsExactlyInAnyOrder(OptimizerSpec.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void followsThePlainFormula(OptimizerSpec spec) {
    double[] w = new double[3]; // two weights, one bias
    PlainOptimizer plain = new PlainOptimizer(spec, w.length);
    try (Network network = new Network(LINE, spec, 1, 0)) {
      network.setBlock(NetworkVector.WEIGHTS, 0, new float[3]);
      for (int step = 1; step <= 200; step++) {
        float[] x = {(float) Math.sin(step), (float) Math.cos(3 * step)};
        float target = 2 * x[0] - x[1] + 0.5f;
        double error = w[0] * x[0] + w[1] * x[1] + w[2] - target;
        plain.step(w, new double[] {error * x[0], error * x[1], error});
        network.input(0, x, 0, new int[0], 0);
        network.target(0, target);
        assertThat(network.train(1).updated()).isTrue();
      }
      assertThat(network.steps()).isEqualTo(200);
      float[] weights = network.block(NetworkVector.WEIGHTS, 0);
      for (int i = 0; i < w.length; i++) {
        assertThat((double) weights[i]).isCloseTo(w[i], within(1e-4));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void changesNothingWhenTheGradientIsZero(OptimizerSpec spec) {
    try (Network network = new Network(LINE, spec, 1, 0)) {
      network.setBlock(NetworkVector.WEIGHTS, 0, new float[] {1f, 2f, 3f});
      network.input(0, new float[] {10f, 100f}, 0, new int[0], 0);
      network.target(0, 213f);
      assertThat(network.train(1)).isEqualTo(new StepResult(0f, true));
      float kept = spec instanceof AdamW adam ? 1 - adam.learningRate() * adam.weightDecay() : 1;
      assertThat(network.block(NetworkVector.WEIGHTS, 0)).containsExactly(kept, 2 * kept, 3 * kept);
      float[] moments = Examples.all(network, NetworkVector.MOMENTS);
      assertThat(moments).isEqualTo(new float[moments.length]);
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void skipsTheUpdateWhenTheLossIsNotFinite(OptimizerSpec spec) {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1e30f}) {
      NetworkSpec everything = Examples.everything(new Regression());
      Examples good = Examples.random(everything, 8, 3);
      Examples poisoned = Examples.random(everything, 8, 4);
      poisoned.targets()[5] = bad;
      checkSkipped(everything, spec, good, poisoned);
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void skipsTheUpdateWhenAnInputIsNotFinite(OptimizerSpec spec) {
    for (HeadSpec head : Examples.HEADS) {
      for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
        NetworkSpec everything = Examples.everything(head);
        Examples good = Examples.random(everything, 8, 3);
        Examples poisoned = Examples.random(everything, 8, 4);
        poisoned.dense()[2][1] = bad;
        checkSkipped(everything, spec, good, poisoned);
      }
    }
  }

  /** As fast as it may learn, from what a stream may hold at worst. */
  @ParameterizedTest
  @MethodSource("fastest")
  void noLossHoweverLargeMakesAWeightInfinite(OptimizerSpec spec) {
    NetworkSpec everything = Examples.everything(new Regression());
    try (Network network = new Network(everything, spec, 8, 1)) {
      for (int step = 0; step < 300; step++) {
        Examples examples = Examples.random(everything, 8, step);
        float size = (float) Math.pow(10, step % 19);
        for (int row = 0; row < 8; row++) {
          examples.targets()[row] *= size;
        }
        examples.train(network);
        for (float weight : Examples.all(network, NetworkVector.WEIGHTS)) {
          assertThat(weight).isFinite();
        }
        for (float moment : Examples.all(network, NetworkVector.MOMENTS)) {
          assertThat(moment).isNotNaN(); // Adagrad's sum has no bound: beyond it a weight rests
        }
      }
    }
  }

  static Stream<OptimizerSpec> fastest() {
    return Stream.of(
        new OptimizerSpec.Sgd(1f),
        new Momentum(1f, 0.99f),
        new Nesterov(1f, 0.99f),
        new Adam(1f, 0.9f, 0.999f, 1e-8f),
        new RmsProp(1f, 0.9f, 1e-6f),
        new AdamW(1f, 0.9f, 0.999f, 1e-8f, 0.1f),
        new Adagrad(1f, 1e-6f),
        new ObGd(1f, 2f));
  }

  private static void checkSkipped(
      NetworkSpec network, OptimizerSpec optimizer, Examples good, Examples poisoned) {
    try (Network skipped = new Network(network, optimizer, 8, 1);
        Network undisturbed = new Network(network, optimizer, 8, 1)) {
      good.train(skipped);
      skipped.markClean();
      assertThat(poisoned.train(skipped).updated()).isFalse();
      assertThat(skipped.steps()).isEqualTo(1);
      assertThat(skipped.isDirty(NetworkVector.WEIGHTS, 0)).isFalse();
      good.train(skipped);

      good.train(undisturbed);
      good.train(undisturbed);
      for (NetworkVector vector : NetworkVector.values()) {
        assertThat(Examples.all(skipped, vector)).isEqualTo(Examples.all(undisturbed, vector));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void leavesRowsWithoutAGradientAlone(OptimizerSpec spec) {
    NetworkSpec table =
        new NetworkSpec(0, List.of(new EmbeddingSpec("value", 5, 4)), List.of(), new Regression());
    try (Network network = new Network(table, spec, 2, 1)) {
      for (int step = 0; step < 3; step++) {
        network.input(0, new float[0], 0, new int[] {2}, 0);
        network.input(1, new float[0], 0, new int[] {0}, 0);
        network.target(0, 1f);
        network.target(1, -1f);
        network.train(2);
      }
      int width = 4;
      int first = network.tensors().tensors().get(2).offset();
      float[] weights = network.block(NetworkVector.WEIGHTS, 0);
      for (int row : new int[] {0, 1, 3, 4}) {
        for (int i = first + row * width; i < first + (row + 1) * width; i++) {
          assertThat(weights[i]).isZero();
        }
      }
      assertThat(weights[first + 2 * width]).isNotZero();
    }
  }

  /** One weight at a time, in double precision, as the papers print it. */
  private static final class PlainOptimizer {

    private final OptimizerSpec spec;
    private final double[] m;
    private final double[] v;
    private int t;

    PlainOptimizer(OptimizerSpec spec, int weights) {
      this.spec = spec;
      m = new double[weights];
      v = new double[weights];
    }

    void step(double[] w, double[] g) {
      t++;
      double rate = spec.learningRate();
      if (spec instanceof ObGd bounded) {
        rate = Math.min(rate, 1 / (bounded.kappa() * Arrays.stream(g).map(Math::abs).sum()));
      }
      for (int i = 0; i < w.length; i++) {
        double decay = spec instanceof AdamW adamW ? adamW.weightDecay() : 0;
        w[i] -= rate * (direction(i, g[i]) + decay * w[i]);
      }
    }

    private double direction(int i, double g) {
      if (spec instanceof Adam adam) {
        return adam(adam, i, g);
      }
      if (spec instanceof AdamW adam) {
        return adam(new Adam(1, adam.beta1(), adam.beta2(), adam.epsilon()), i, g);
      }
      if (spec instanceof Momentum momentum) {
        m[i] = momentum.momentum() * m[i] + g;
        return m[i];
      }
      if (spec instanceof Nesterov nesterov) {
        m[i] = nesterov.momentum() * m[i] + g;
        return g + nesterov.momentum() * m[i];
      }
      if (spec instanceof RmsProp rmsProp) {
        v[i] = rmsProp.decay() * v[i] + (1 - rmsProp.decay()) * g * g;
        return g / (Math.sqrt(v[i]) + rmsProp.epsilon());
      }
      if (spec instanceof Adagrad adagrad) {
        v[i] += g * g;
        return g / (Math.sqrt(v[i]) + adagrad.epsilon());
      }
      return g;
    }

    private double adam(Adam adam, int i, double g) {
      m[i] = adam.beta1() * m[i] + (1 - adam.beta1()) * g;
      v[i] = adam.beta2() * v[i] + (1 - adam.beta2()) * g * g;
      double mean = m[i] / (1 - Math.pow(adam.beta1(), t));
      double square = v[i] / (1 - Math.pow(adam.beta2(), t));
      return mean / (Math.sqrt(square) + adam.epsilon());
    }
  }
}
