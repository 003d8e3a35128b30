package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecursiveLeastSquaresTest {

  private static final int INPUTS = 5;

  private static RecursiveLeastSquares squares(double forgetting) {
    return new RecursiveLeastSquares(INPUTS, forgetting, 3);
  }

  private static float[] inputs(Random random) {
    float[] x = new float[INPUTS];
    for (int i = 0; i < INPUTS; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  private static double target(float[] x, Random random) {
    return 2 * x[0] - x[1] + 0.5 * x[4] + 0.1 * random.nextGaussian();
  }

  @Test
  void usageExample() {
    RecursiveLeastSquares squares = new RecursiveLeastSquares(2, 1, 1e-6);
    squares.learn(new float[] {1, 0}, 0, 3);
    squares.learn(new float[] {0, 1}, 0, -2);

    assertThat(squares.predict(new float[] {2, 1}, 0)).isCloseTo(4, within(1e-4));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.999, 0.95})
  void isTheRidgeSolutionOfWeighedExamples(double forgetting) {
    RecursiveLeastSquares squares = squares(forgetting);
    NormalEquations reference = new NormalEquations(INPUTS, forgetting, 3);
    Random random = new Random(1);
    for (int n = 0; n < 400; n++) {
      float[] x = inputs(random);
      double target = target(x, random);
      assertThat(squares.predict(x, 0)).isCloseTo(reference.predict(x), within(1e-8));
      squares.learn(x, 0, target);
      reference.learn(x, target);
    }
  }

  @Test
  void readsItsInputsFromAnOffset() {
    RecursiveLeastSquares squares = squares(0.99);
    RecursiveLeastSquares behind = squares(0.99);
    Random random = new Random(2);
    for (int n = 0; n < 50; n++) {
      float[] x = inputs(random);
      float[] row = new float[INPUTS + 3];
      System.arraycopy(x, 0, row, 3, INPUTS);
      assertThat(behind.predict(row, 3)).isEqualTo(squares.predict(x, 0));
      squares.learn(x, 0, n);
      behind.learn(row, 3, n);
    }
  }

  /** One input stays away, one is always the same as another, one comes once in a long while. */
  @Test
  void staysExactOverAMillionStepsWithInputsThatSayNothing() {
    RecursiveLeastSquares squares = squares(1 - 1.0 / 2000);
    Random random = new Random(3);
    double error = 0;
    for (int n = 0; n < 1_000_000; n++) {
      float[] x = inputs(random);
      x[2] = 0;
      x[3] = x[0];
      x[4] = n % 50_000 == 7 ? 1 : 0;
      double target = target(x, random);
      error = 0.999 * error + 0.001 * Math.abs(squares.predict(x, 0) - target);
      squares.learn(x, 0, target);
    }

    assertThat(error).isCloseTo(0.1 * Math.sqrt(2 / Math.PI), within(0.01)); // that of the noise
  }

  @Test
  void staysExactOverAMillionStepsOfInputsThatAllSpeak() {
    RecursiveLeastSquares squares = squares(1 - 1.0 / 2000);
    Random random = new Random(4);
    double error = 0;
    for (int n = 0; n < 1_000_000; n++) {
      float[] x = inputs(random);
      double target = target(x, random);
      error = 0.999 * error + 0.001 * Math.abs(squares.predict(x, 0) - target);
      squares.learn(x, 0, target);
    }

    assertThat(error).isCloseTo(0.1 * Math.sqrt(2 / Math.PI), within(0.01));
  }

  @Test
  void stateReadBackGoesOnBitForBit() throws IOException {
    RecursiveLeastSquares undisturbed = squares(0.99);
    Random random = new Random(5);
    for (int n = 0; n < 60; n++) {
      undisturbed.learn(inputs(random), 0, n);
    }
    RecursiveLeastSquares restored = squares(0.99);
    restored.learn(new float[] {1, 2, 3, 4, 5}, 0, 6); // must leave no trace
    restored.read(new DataInputStream(new ByteArrayInputStream(state(undisturbed))));
    for (int n = 0; n < 60; n++) {
      float[] x = inputs(random);
      undisturbed.learn(x, 0, n);
      restored.learn(x, 0, n);
    }

    assertThat(state(restored)).isEqualTo(state(undisturbed));
  }

  @Test
  void weightsAlonePredict() throws IOException {
    RecursiveLeastSquares learned = squares(0.99);
    Random random = new Random(6);
    for (int n = 0; n < 60; n++) {
      learned.learn(inputs(random), 0, n);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    learned.writeWeights(new DataOutputStream(bytes));
    RecursiveLeastSquares served = squares(0.99);
    served.readWeights(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

    assertThat(bytes.size()).isEqualTo(INPUTS * Double.BYTES);
    float[] x = inputs(random);
    assertThat(served.predict(x, 0)).isEqualTo(learned.predict(x, 0));
  }

  @Test
  void resetIsANewOne() throws IOException {
    RecursiveLeastSquares squares = squares(0.99);
    squares.learn(new float[] {1, 2, 3, 4, 5}, 0, 6);
    squares.reset();

    assertThat(state(squares)).isEqualTo(state(squares(0.99)));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new RecursiveLeastSquares(0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RecursiveLeastSquares(1, 0, 1))
        .hasMessageContaining("forgetting must be in (0, 1]");
    assertThatThrownBy(() -> new RecursiveLeastSquares(1, 1, 0))
        .hasMessageContaining("ridge must be above 0");
  }

  private static byte[] state(RecursiveLeastSquares squares) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    squares.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /** (sum f^age x x' + f^n ridge I) w = sum f^age x y, solved anew each time by elimination. */
  private static final class NormalEquations {

    private final double forgetting;
    private final double[][] left; // [inputs, inputs]
    private final double[] right; // [inputs]

    NormalEquations(int inputs, double forgetting, double ridge) {
      this.forgetting = forgetting;
      left = new double[inputs][inputs];
      right = new double[inputs];
      for (int i = 0; i < inputs; i++) {
        left[i][i] = ridge;
      }
    }

    void learn(float[] x, double target) {
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < x.length; j++) {
          left[i][j] = forgetting * left[i][j] + (double) x[i] * x[j];
        }
        right[i] = forgetting * right[i] + x[i] * target;
      }
    }

    double predict(float[] x) {
      double[] weights = solved();
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += weights[i] * x[i];
      }
      return sum;
    }

    /** Gauss-Jordan; positive definite, so no pivots are looked for. */
    private double[] solved() {
      int n = right.length;
      double[][] rows = new double[n][];
      for (int i = 0; i < n; i++) {
        rows[i] = java.util.Arrays.copyOf(left[i], n + 1);
        rows[i][n] = right[i];
      }
      for (int pivot = 0; pivot < n; pivot++) {
        for (int i = 0; i < n; i++) {
          double factor = i == pivot ? 0 : rows[i][pivot] / rows[pivot][pivot];
          for (int j = pivot; j <= n; j++) {
            rows[i][j] -= factor * rows[pivot][j];
          }
        }
      }
      double[] solution = new double[n];
      for (int i = 0; i < n; i++) {
        solution[i] = rows[i][n] / rows[i][i];
      }
      return solution;
    }
  }
}
