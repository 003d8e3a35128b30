package io.gradstream.network.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.Examples;
import io.gradstream.network.Network;
import io.gradstream.network.kernels.SplitMix;
import io.gradstream.network.memory.Arena;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.HeadSpec.MultiClass;
import io.gradstream.network.spec.HeadSpec.Regression;
import io.gradstream.network.spec.Initializer;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.EmbeddingSpec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.OptimizerSpec.Sgd;
import io.gradstream.network.spec.ScheduleSpec;
import io.gradstream.network.spec.ScheduleSpec.Constant;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.network.spec.TrainingSpec.Clipping;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands between a gradient and a step, and where weights begin. */
class TrainingSpecTest {

  private static final Clipping NONE = new Clipping.None();

  /** Weights of an embedding row, of the output layer and its bias: a gradient of them all. */
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          3,
          List.of(new EmbeddingSpec("value", 4, 2)),
          List.of(new DenseSpec(5, Activation.TANH)),
          new Regression());

  private static TrainingSpec training(Clipping clipping, float l2, float averaging) {
    return new TrainingSpec(new Sgd(1f), new Constant(), clipping, l2, Initializer.AUTO, averaging);
  }

  /** What a step subtracts from the weights. */
  private static float[] step(TrainingSpec training) {
    try (Network network = new Network(SPEC, training, 6, 1)) {
      Examples.randomizeWeights(network, 2);
      float[] before = Examples.all(network, NetworkVector.WEIGHTS);
      Examples.random(SPEC, 6, 3).train(network);
      float[] after = Examples.all(network, NetworkVector.WEIGHTS);
      for (int i = 0; i < before.length; i++) {
        after[i] = before[i] - after[i];
      }
      return after;
    }
  }

  @Test
  void eachGradientIsHeldWithinTheLimit() {
    float[] plain = step(training(NONE, 0f, 0f));
    float[] clipped = step(training(new Clipping.Value(0.05f), 0f, 0f));
    for (int i = 0; i < plain.length; i++) {
      float expected = Math.max(-0.05f, Math.min(0.05f, plain[i]));
      assertThat(clipped[i]).isCloseTo(expected, within(1e-6f));
    }
    assertThat(clipped).isNotEqualTo(plain);
  }

  @Test
  void allGradientsAreScaledToTheNormTablesIncluded() {
    float[] plain = step(training(NONE, 0f, 0f));
    float[] clipped = step(training(new Clipping.Norm(0.1f), 0f, 0f));
    double norm = norm(plain);
    assertThat(norm).isGreaterThan(0.1);
    for (int i = 0; i < plain.length; i++) {
      assertThat((double) clipped[i]).isCloseTo(plain[i] * 0.1 / norm, within(1e-6));
    }
    assertThat(step(training(new Clipping.Norm((float) norm * 1.1f), 0f, 0f))).isEqualTo(plain);
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  @Test
  void squaredWeightsOfTheDensePartArePenalized() {
    float[] plain = step(training(NONE, 0f, 0f));
    float[] penalized = step(training(NONE, 0.3f, 0f));
    try (Network network = new Network(SPEC, new Sgd(1f), 6, 1)) {
      Examples.randomizeWeights(network, 2);
      float[] weights = Examples.all(network, NetworkVector.WEIGHTS);
      int table = network.tensors().tensors().get(4).offset();
      for (int i = 0; i < weights.length; i++) {
        float more = i < table ? 0.3f * weights[i] : 0f;
        assertThat(penalized[i]).isCloseTo(plain[i] + more, within(1e-5f));
      }
    }
  }

  @Test
  void theScheduleScalesTheRateThatIsSet() {
    TrainingSpec warm =
        new TrainingSpec(new Sgd(1f), new ScheduleSpec.WarmUp(4), NONE, 0f, Initializer.AUTO, 0f);
    float[] plain = step(training(NONE, 0f, 0f));
    float[] first = step(warm);
    for (int i = 0; i < plain.length; i++) {
      assertThat(first[i]).isCloseTo(plain[i] / 4, within(1e-6f));
    }
  }

  @Test
  void theAverageOfTheWeightsPredicts() {
    try (Network averaged = new Network(SPEC, training(NONE, 0f, 0.9f), 6, 1);
        Network plain = new Network(SPEC, new Sgd(1f), 6, 1)) {
      averaged.setLearningRate(0.1f);
      plain.setLearningRate(0.1f);
      double[] average = toDouble(Examples.all(plain, NetworkVector.WEIGHTS));
      assertThat(averaged.served()).isEqualTo(NetworkVector.AVERAGES);
      assertThat(Examples.all(averaged, NetworkVector.AVERAGES))
          .isEqualTo(Examples.all(plain, NetworkVector.WEIGHTS));
      Examples examples = Examples.random(SPEC, 6, 3);
      for (int e = 0; e < 6; e++) {
        examples.rows()[e][0] = 1 + e % 3; // every row but the one that stays zero
      }
      for (int step = 1; step <= 30; step++) {
        examples.train(averaged);
        examples.train(plain);
        float[] weights = Examples.all(plain, NetworkVector.WEIGHTS);
        double decay = Math.min(0.9f, (1.0 + step) / (10.0 + step));
        for (int i = 0; i < average.length; i++) {
          average[i] = decay * average[i] + (1 - decay) * weights[i];
        }
      }
      float[] served = Examples.all(averaged, NetworkVector.AVERAGES);
      for (int i = 0; i < served.length; i++) {
        assertThat((double) served[i]).isCloseTo(average[i], within(1e-5));
      }
      assertThat(Examples.all(averaged, NetworkVector.WEIGHTS))
          .isEqualTo(Examples.all(plain, NetworkVector.WEIGHTS));

      averaged.predict(6);
      float prediction = averaged.output(2, 0);
      examples.train(averaged);
      assertThat(averaged.output(2, 0)).isEqualTo(prediction);
      plain.setBlock(NetworkVector.WEIGHTS, 0, served);
      examples.stage(plain);
      plain.predict(6);
      assertThat(plain.output(2, 0)).isEqualTo(prediction);
    }
  }

  private static double[] toDouble(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  @Test
  void withoutAveragingTheWeightsPredict() {
    try (Network network = new Network(SPEC, new Sgd(1f), 1, 1)) {
      assertThat(network.served()).isEqualTo(NetworkVector.WEIGHTS);
      assertThat(network.blocks(NetworkVector.AVERAGES)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Initializer.class)
  void weightsAreDrawnAsTheInitializerSays(Initializer initializer) {
    NetworkSpec spec =
        new NetworkSpec(
            96, List.of(), List.of(new DenseSpec(160, Activation.RELU)), new MultiClass(2));
    TrainingSpec training =
        new TrainingSpec(new Sgd(1f), new Constant(), NONE, 0f, initializer, 0f);
    try (Network network = new Network(spec, training, 1, 5)) {
      float[] weights = new float[96 * 160];
      System.arraycopy(network.block(NetworkVector.WEIGHTS, 0), 0, weights, 0, weights.length);
      double variance =
          switch (initializer) {
            case AUTO, HE_UNIFORM, HE_NORMAL -> 2.0 / 96;
            case GLOROT_UNIFORM, GLOROT_NORMAL -> 2.0 / (96 + 160);
            case ORTHOGONAL -> 1.0 / 160;
            case NORMAL -> 0.02 * 0.02;
          };
      assertThat(norm(weights) * norm(weights) / weights.length)
          .isCloseTo(variance, within(0.05 * variance));
    }
  }

  @Test
  void rowsOfAnOrthogonalMatrixAreOrthonormal() {
    try (Arena arena = new Arena(5 * 7, 0)) {
      SplitMix random = new SplitMix();
      random.seed(3);
      Orthogonal.fill(random, arena.floats(), 0, 5, 7, 1f);
      for (int a = 0; a < 5; a++) {
        for (int b = 0; b < 5; b++) {
          double dot = 0;
          for (int j = 0; j < 7; j++) {
            dot += arena.floats()[a * 7 + j] * arena.floats()[b * 7 + j];
          }
          assertThat(dot).isCloseTo(a == b ? 1 : 0, within(1e-6));
        }
      }
    }
  }

  @Test
  void normalNumbersHaveTheirMoments() {
    SplitMix random = new SplitMix();
    random.seed(11);
    double[] moments = new double[5];
    int count = 200_000;
    for (int i = 0; i < count; i++) {
      double value = random.normal();
      for (int k = 1; k < 5; k++) {
        moments[k] += Math.pow(value, k) / count;
      }
    }
    assertThat(moments[1]).isCloseTo(0, within(0.01));
    assertThat(moments[2]).isCloseTo(1, within(0.02));
    assertThat(moments[3]).isCloseTo(0, within(0.05));
    assertThat(moments[4]).isCloseTo(3, within(0.1));
  }
}
