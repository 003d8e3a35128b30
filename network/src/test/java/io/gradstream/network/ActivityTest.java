package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.Network.Vector;
import io.gradstream.network.plasticity.Activity;
import io.gradstream.network.plasticity.EffectiveRank;
import io.gradstream.network.plasticity.SymmetricEigenvalues;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.HeadSpec.Binary;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.LayerSpec.LayerNormSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.OptimizerSpec;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityTest {

  private static final OptimizerSpec STILL = new OptimizerSpec.Sgd(1e-9f);
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          5,
          List.of(),
          List.of(
              new DenseSpec(20, Activation.RELU),
              new LayerNormSpec(),
              new DenseSpec(10, Activation.RELU)),
          new Binary());

  private static void train(Network network, int batch, int steps) {
    for (int step = 0; step < steps; step++) {
      Examples.random(network.spec(), batch, step).train(network);
    }
  }

  /** Biases so low that nothing reaches the first units of each layer. */
  private static void kill(Network network, String layer, int units) {
    float[] weights = network.block(Vector.WEIGHTS, 0);
    int bias = PlasticCase.tensor(network, layer + ".bias").offset();
    for (int unit = 0; unit < units; unit++) {
      weights[bias + unit] = -1000f;
    }
    network.setBlock(Vector.WEIGHTS, 0, weights);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 32, 100})
  void unitsWithoutAnyOutputAreDead(int batch) {
    try (Network network = new Network(SPEC, STILL, batch, 1)) {
      assertThat(network.activity()).isEqualTo(new Activity(30, 0, 0));
      kill(network, "dense3", 4);
      train(network, batch, 128);
      int before = network.activity().deadUnits();
      assertThat(before).isGreaterThanOrEqualTo(4);
      kill(network, "dense3", 6);
      kill(network, "dense1", 20);
      train(network, batch, 128);
      assertThat(network.activity().deadUnits()).isGreaterThanOrEqualTo(26).isGreaterThan(before);
      network.reset(2);
      assertThat(network.activity()).isEqualTo(new Activity(30, 0, 0));
    }
  }

  @Test
  void whatIsDeadIsForgottenWhenItLives() {
    try (Network network = new Network(SPEC, STILL, 16, 1)) {
      float[] weights = network.block(Vector.WEIGHTS, 0);
      kill(network, "dense3", 10);
      train(network, 16, 64);
      assertThat(network.activity().deadUnits()).isGreaterThanOrEqualTo(10);
      assertThat(network.activity().effectiveRank()).isZero();
      network.setBlock(Vector.WEIGHTS, 0, weights);
      train(network, 16, 64);
      assertThat(network.activity().deadUnits()).isLessThan(10);
      assertThat(network.activity().effectiveRank()).isBetween(2.0, 10.0);
    }
  }

  @Test
  void theGaugesChangeNothing() {
    try (Network asked = new Network(SPEC, Examples.ADAM, 16, 1);
        Network quiet = new Network(SPEC, Examples.ADAM, 16, 1)) {
      for (int step = 0; step < 10; step++) {
        Examples examples = Examples.random(SPEC, 16, step);
        examples.train(asked);
        examples.train(quiet);
        float output = asked.output(3, 0);
        asked.activity();
        assertThat(asked.output(3, 0)).isEqualTo(output);
      }
      assertThat(Examples.all(asked, Vector.WEIGHTS))
          .isEqualTo(Examples.all(quiet, Vector.WEIGHTS));
    }
  }

  @Test
  void networkWithoutHiddenLayersHasNoUnits() {
    NetworkSpec line = new NetworkSpec(5, List.of(), List.of(), new Binary());
    try (Network network = new Network(line, STILL, 16, 1)) {
      train(network, 16, 3);
      assertThat(network.activity()).isEqualTo(new Activity(0, 0, 0));
    }
  }

  @Test
  void effectiveRankOfEqualSingularValuesIsTheirNumber() {
    double[][] matrix = new double[9][6];
    for (int i = 0; i < 4; i++) {
      matrix[2 * i][i] = i % 2 == 0 ? 3 : -3;
    }
    assertThat(EffectiveRank.of(matrix)).isCloseTo(4, within(1e-9));
    assertThat(EffectiveRank.of(new double[9][6])).isZero();
    assertThat(EffectiveRank.of(new double[][] {{2}})).isCloseTo(1, within(1e-12));
  }

  @Test
  void effectiveRankFollowsTheEntropyOfTheSingularValues() {
    double[] values = {5, 2, 1, 0.5};
    double entropy = 0;
    for (double value : values) {
      entropy -= value / 8.5 * Math.log(value / 8.5);
    }
    double[][] matrix = new double[7][4];
    for (int i = 0; i < 4; i++) {
      matrix[i][i] = values[i];
    }
    Random random = new Random(3);
    for (int reflection = 0; reflection < 3; reflection++) {
      reflect(matrix, random);
    }
    assertThat(EffectiveRank.of(matrix)).isCloseTo(Math.exp(entropy), within(1e-6));
  }

  /** Rows are mirrored by a random vector, which leaves the singular values. */
  private static void reflect(double[][] a, Random random) {
    double[] v = random.doubles(a.length).toArray();
    double square = 0;
    for (double value : v) {
      square += value * value;
    }
    for (int j = 0; j < a[0].length; j++) {
      double part = 0;
      for (int i = 0; i < a.length; i++) {
        part += v[i] * a[i][j];
      }
      for (int i = 0; i < a.length; i++) {
        a[i][j] -= 2 * part / square * v[i];
      }
    }
  }

  /** Of a symmetric matrix the sums of the eigenvalues' powers are the traces of its powers. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 64, 128})
  void eigenvaluesHaveTheTracesOfTheirMatrix(int n) {
    Random random = new Random(n);
    double[][] a = new double[n][n];
    double trace = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        a[i][j] = random.nextGaussian();
        a[j][i] = a[i][j];
        squares += (i == j ? 1 : 2) * a[i][j] * a[i][j];
      }
      trace += a[i][i];
    }
    double sum = 0;
    double sumOfSquares = 0;
    for (double value : SymmetricEigenvalues.of(a)) {
      sum += value;
      sumOfSquares += value * value;
    }
    assertThat(sum).isCloseTo(trace, within(1e-9 * n));
    assertThat(sumOfSquares).isCloseTo(squares, within(1e-9 * squares));
  }
}
