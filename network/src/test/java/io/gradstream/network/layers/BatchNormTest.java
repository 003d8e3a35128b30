package io.gradstream.network.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.Examples;
import io.gradstream.network.Network;
import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.spec.HeadSpec.Regression;
import io.gradstream.network.spec.LayerSpec.BatchNormSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.OptimizerSpec.Sgd;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Its formulas are held by the golden numbers; this is about the running statistics. */
class BatchNormTest {

  private static final BatchNormSpec PLAIN = new BatchNormSpec(0.01f, 1f, 0f);
  private static final BatchNormSpec CORRECTED = new BatchNormSpec(0.01f, 3f, 5f);
  private static final float[] MEANS = {3f, -20f};
  private static final float[] DEVIATIONS = {0.5f, 7f};

  private static Network network(BatchNormSpec spec, float learningRate) {
    return new Network(
        new NetworkSpec(2, List.of(), List.of(spec), new Regression()),
        new Sgd(learningRate),
        32,
        1);
  }

  private static void train(Network network, Random random, int rows) {
    float[] x = new float[2];
    for (int row = 0; row < rows; row++) {
      for (int c = 0; c < 2; c++) {
        x[c] = MEANS[c] + DEVIATIONS[c] * (float) random.nextGaussian();
      }
      network.input(row, x, 0, new int[0], 0);
      network.target(row, x[0]);
    }
    assertThat(network.train(rows).updated()).isTrue();
  }

  private static float[] values(Network network, String name) {
    Tensor tensor =
        network.tensors().tensors().stream()
            .filter(t -> t.name().equals("batchNorm1." + name))
            .findFirst()
            .orElseThrow();
    float[] values = new float[tensor.size()];
    System.arraycopy(
        Examples.all(network, NetworkVector.WEIGHTS), tensor.offset(), values, 0, values.length);
    return values;
  }

  /** One row at a time too: the variance between mini-batches counts. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 32})
  void runningStatisticsBecomeThoseOfTheStream(int rows) {
    try (Network network = network(CORRECTED, 1e-3f)) {
      Random random = new Random(3);
      double[] means = new double[2];
      double[] variances = new double[2];
      for (int step = 0; step < 3_000; step++) {
        train(network, random, rows);
        for (int c = 0; c < 2 && step >= 1_000; c++) {
          means[c] += values(network, "mean")[c] / 2_000;
          variances[c] += values(network, "variance")[c] / 2_000;
        }
      }
      for (int c = 0; c < 2; c++) {
        double variance = DEVIATIONS[c] * DEVIATIONS[c];
        assertThat(means[c]).isCloseTo(MEANS[c], within(0.05 * DEVIATIONS[c]));
        assertThat(variances[c]).isCloseTo(variance, within(0.06 * variance));
      }
    }
  }

  @Test
  void firstStepsAreNotHeldBackByTheMomentum() {
    try (Network network = network(PLAIN, 1e-3f)) {
      train(network, new Random(3), 32);
      assertThat(values(network, "count")).containsExactly(32f);
      for (int c = 0; c < 2; c++) {
        assertThat(values(network, "mean")[c]).isCloseTo(MEANS[c], within(DEVIATIONS[c]));
      }
    }
  }

  @Test
  void correctedTrainingGivesWhatPredictionGives() {
    try (Network network = network(new BatchNormSpec(0.01f, 1000f, 1000f), 1e-6f)) {
      Random random = new Random(5);
      for (int step = 0; step < 200; step++) {
        train(network, random, 8);
      }
      float[] x = {2.5f, -10f};
      for (int row = 0; row < 8; row++) {
        network.input(row, new float[] {x[0] + row, x[1] - row}, 0, new int[0], 0);
        network.target(row, 0f);
      }
      network.predict(8);
      double loss = 0;
      for (int row = 0; row < 8; row++) {
        loss += 0.5 * network.output(row, 0) * network.output(row, 0) / 8;
      }
      assertThat((double) network.train(8).loss()).isCloseTo(loss, within(1e-3 * loss));
    }
  }

  @Test
  void statisticsThatChangedAreSaved() {
    try (Network network = network(PLAIN, 0.1f)) {
      network.markClean();
      train(network, new Random(3), 4);
      assertThat(network.isDirty(NetworkVector.WEIGHTS, 0)).isTrue();
    }
  }

  @Test
  void skippedUpdateLeavesTheStatisticsAlone() {
    try (Network network = network(PLAIN, 0.1f)) {
      train(network, new Random(3), 4);
      float[] before = Examples.all(network, NetworkVector.WEIGHTS);
      network.target(1, Float.NaN);
      assertThat(network.train(4).updated()).isFalse();
      assertThat(Examples.all(network, NetworkVector.WEIGHTS)).isEqualTo(before);
    }
  }

  /** Squares of such inputs overflow, while loss and gradients stay finite. */
  @Test
  void statisticsThatWouldOverflowAreLeftAsTheyWere() {
    try (Network network = network(PLAIN, 1e-3f)) {
      train(network, new Random(3), 32);
      float[] before = values(network, "variance");
      for (int row = 0; row < 2; row++) {
        network.input(row, new float[] {row == 0 ? 1e30f : -1e30f, 1f}, 0, new int[0], 0);
        network.target(row, 0f);
      }
      assertThat(network.train(2).updated()).isTrue();

      assertThat(values(network, "variance")[0]).isEqualTo(before[0]);
      for (float weight : Examples.all(network, NetworkVector.WEIGHTS)) {
        assertThat(weight).isFinite();
      }
    }
  }
}
