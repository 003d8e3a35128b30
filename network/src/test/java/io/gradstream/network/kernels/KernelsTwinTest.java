package io.gradstream.network.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.network.memory.Arena;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vector kernels and their scalar twin give the same bits, interpreted and compiled. */
class KernelsTwinTest {

  private static final int A = 0;
  private static final int B = 5_003; // not aligned to a vector
  private static final int C = 10_001;
  private static final int D = 15_009;
  private static final int SIZE = 20_017;
  private static final Set<String> POSITIVE = Set.of("log", "adam", "rmsProp", "adagrad");
  private static final int REPEATS = 3_000; // enough for the compiler to step in
  private static final int CHECKED = 83; // first and last repeats: each length once

  @FunctionalInterface
  interface Operation {
    void run(Twin kernels, int n);
  }

  /** One twin of each kind. */
  private record Twin(RowKernels rows, ActivationKernels activations, StepKernels steps) {}

  static Stream<String> names() {
    return operations().keySet().stream();
  }

  private static Map<String, Operation> operations() {
    Map<String, Operation> all = new LinkedHashMap<>();
    all.put("fillRows", (k, n) -> k.rows().fillRows(6, n, A, B));
    all.put("columnSums", (k, n) -> k.rows().columnSums(6, n, A, B));
    all.put("columnAbsoluteSums", (k, n) -> k.rows().columnAbsoluteSums(6, n, A, B));
    all.put("columnSquares", (k, n) -> k.rows().columnSquares(6, n, A, B, C));
    all.put("columnProducts", (k, n) -> k.rows().columnProducts(6, n, A, B, C));
    all.put("standardize", (k, n) -> k.rows().standardize(6, n, A, B, B + 90, C));
    all.put("scaleColumns", (k, n) -> k.rows().scaleColumns(6, n, A, B, B + 90, C));
    all.put("addColumns", (k, n) -> k.rows().addColumns(6, n, A, B, C));
    all.put("relu", (k, n) -> k.activations().relu(n, A));
    all.put("tanh", (k, n) -> k.activations().tanh(n, A));
    all.put("sigmoid", (k, n) -> k.activations().sigmoid(n, A));
    all.put("reluGradient", (k, n) -> k.activations().reluGradient(n, A, B));
    all.put("tanhGradient", (k, n) -> k.activations().tanhGradient(n, A, B));
    all.put("sigmoidGradient", (k, n) -> k.activations().sigmoidGradient(n, A, B));
    all.put("leakyRelu", (k, n) -> k.activations().leakyRelu(n, A));
    all.put("leakyReluGradient", (k, n) -> k.activations().leakyReluGradient(n, A, B));
    all.put("gelu", (k, n) -> k.activations().gelu(n, A, B));
    all.put("gelu of many", (k, n) -> k.activations().gelu(50 * n, A, B));
    all.put("geluGradient", (k, n) -> k.activations().geluGradient(n, A, B));
    all.put("silu", (k, n) -> k.activations().silu(n, A, B));
    all.put("siluGradient", (k, n) -> k.activations().siluGradient(n, A, B));
    all.put("softmax", (k, n) -> k.activations().softmax(7, n, A));
    all.put("softmaxGradient", (k, n) -> k.activations().softmaxGradient(7, n, A, B));
    all.put("exp", (k, n) -> k.activations().exp(n, A));
    all.put("log", (k, n) -> k.activations().log(n, A));
    all.put("copy", (k, n) -> k.rows().copy(n, A, B));
    all.put("fill", (k, n) -> k.rows().fill(n, 3f, B));
    all.put("sum", (k, n) -> k.rows().sum(n, A, B, C));
    all.put("add", (k, n) -> k.rows().add(n, A, B));
    all.put("multiply", (k, n) -> k.rows().multiply(n, A, B));
    all.put("sgd", (k, n) -> k.steps().sgd(n, 0.1f, A, B));
    all.put("momentum", (k, n) -> k.steps().momentum(n, 0.1f, 0.9f, A, B, C));
    all.put("nesterov", (k, n) -> k.steps().nesterov(n, 0.1f, 0.9f, A, B, C));
    all.put("rmsProp", (k, n) -> k.steps().rmsProp(n, 0.1f, 0.9f, 1e-6f, A, B, C));
    all.put("adagrad", (k, n) -> k.steps().adagrad(n, 0.1f, 1e-6f, A, B, C));
    all.put("scale", (k, n) -> k.steps().scale(n, 0.3f, A));
    all.put("clamp", (k, n) -> k.steps().clamp(n, 0.3f, A));
    all.put("addScaled", (k, n) -> k.steps().addScaled(n, 0.3f, A, B));
    all.put("approach", (k, n) -> k.steps().approach(n, 0.3f, A, B));
    all.put("dot", (k, n) -> k.rows().fill(1, k.steps().dot(n, A, B), C));
    all.put("absoluteSum", (k, n) -> k.rows().fill(1, k.steps().absoluteSum(n, A), C));
    all.put("adam", (k, n) -> k.steps().adam(n, 0.01f, 5f, 0.9f, 0.99f, 1e-8f, A, B, C, D));
    return all;
  }

  @ParameterizedTest
  @MethodSource("names")
  void giveTheSameBits(String name) {
    Operation operation = operations().get(name);
    try (Twins twins = new Twins()) {
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        int n = 1 + repeat % 83;
        if (repeat < CHECKED || repeat >= REPEATS - CHECKED) {
          twins.fill(name, repeat);
          operation.run(twins.vector, n);
          operation.run(twins.scalar, n);
          twins.assertEqualBits(name + " n=" + n);
        } else {
          operation.run(twins.vector, n);
        }
      }
    }
  }

  @Test
  void agreeOnWhatIsFinite() {
    float[] odd = {0f, 1f, 1e18f, 2e19f, Float.NaN, Float.POSITIVE_INFINITY, -Float.MAX_VALUE};
    try (Twins twins = new Twins()) {
      for (int n = 1; n < 40; n++) {
        for (int at = 0; at < n; at++) {
          for (float value : odd) {
            twins.put(at, value);
            boolean expected = Float.isFinite(value * value);
            assertThat(twins.vector.steps().isFinite(n, 0))
                .as("%s at %d", value, at)
                .isEqualTo(expected);
            assertThat(twins.scalar.steps().isFinite(n, 0))
                .as("%s at %d", value, at)
                .isEqualTo(expected);
            twins.put(at, 0f);
          }
        }
      }
    }
  }

  /** The same values twice, one copy for each set of kernels. */
  private static final class Twins implements AutoCloseable {

    final Arena vectorMemory = new Arena(SIZE, 0);
    final Arena scalarMemory = new Arena(SIZE, 0);
    final Twin vector =
        new Twin(
            RowKernels.over(vectorMemory.floats()),
            ActivationKernels.over(vectorMemory.floats()),
            StepKernels.over(vectorMemory.floats()));
    final Twin scalar =
        new Twin(
            new ScalarRowKernels(scalarMemory.floats()),
            new ScalarActivationKernels(scalarMemory.floats()),
            new ScalarStepKernels(scalarMemory.floats()));

    Twins() {
      assertThat(vector.rows()).isNotInstanceOf(ScalarRowKernels.class);
      assertThat(vector.activations()).isNotInstanceOf(ScalarActivationKernels.class);
      assertThat(vector.steps()).isNotInstanceOf(ScalarStepKernels.class);
    }

    void put(int at, float value) {
      vectorMemory.floats()[at] = value;
      scalarMemory.floats()[at] = value;
    }

    /** Normal numbers of many sizes, with zeros, infinities and no number among them. */
    void fill(String name, long seed) {
      Random random = new Random(seed);
      boolean positive = POSITIVE.contains(name);
      for (int i = 0; i < SIZE; i++) {
        float value = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(7) - 3));
        put(i, positive ? Math.max(Math.abs(value), 1e-6f) : value);
      }
      if (!positive && seed % 2 == 0) {
        put(random.nextInt(80), Float.NaN);
        put(random.nextInt(80), Float.NEGATIVE_INFINITY);
        put(random.nextInt(80), Float.POSITIVE_INFINITY);
        put(random.nextInt(80), -0f);
        put(random.nextInt(80), 1e-40f);
      }
    }

    void assertEqualBits(String what) {
      for (int i = 0; i < SIZE; i++) {
        int expected = Float.floatToIntBits(scalarMemory.floats()[i]);
        int actual = Float.floatToIntBits(vectorMemory.floats()[i]);
        if (expected != actual) {
          assertThat(Float.intBitsToFloat(actual))
              .as("%s, float %d", what, i)
              .isEqualTo(Float.intBitsToFloat(expected));
        }
      }
    }

    @Override
    public void close() {
      vectorMemory.close();
      scalarMemory.close();
    }
  }
}
