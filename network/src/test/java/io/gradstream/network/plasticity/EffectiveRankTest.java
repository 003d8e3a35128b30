package io.gradstream.network.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectiveRankTest {

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
