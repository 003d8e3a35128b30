package io.gradstream.network.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.network.memory.Arena;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@link KernelsTwinTest}, of attention and norms. */
class AttentionKernelsTwinTest {

  private static final int A = 0;
  private static final int B = 5_003; // not aligned to a vector
  private static final int C = 10_001;
  private static final int D = 15_009;
  private static final int E = 20_017;
  private static final int SIZE = 25_023;
  private static final float[] SIZES = {1e-3f, 1e-2f, 0.1f, 1f, 10f, 100f, 1e3f};
  private static final int REPEATS = 3_000; // enough for the compiler to step in

  @FunctionalInterface
  interface Operation {
    void run(AttentionKernels kernels, int n);
  }

  static Stream<String> names() {
    return operations().keySet().stream();
  }

  private static Map<String, Operation> operations() {
    Map<String, Operation> all = new LinkedHashMap<>();
    all.put("causal softmax", (k, n) -> k.softmax(n, 1, 1, 0.3f, AttentionKernels.stride(n), A, D));
    all.put("softmax", (k, n) -> k.softmax(3, n, 0, 0.3f, AttentionKernels.stride(n) + 16, A, D));
    all.put(
        "causal softmax gradient",
        (k, n) -> {
          k.softmax(n, 1, 1, 0.3f, AttentionKernels.stride(n), A, E);
          k.softmaxGradient(n, 1, 1, 0.3f, AttentionKernels.stride(n), A, C, E);
        });
    all.put("scores", (k, n) -> k.scores(5, n, A, B, n + 3, C));
    all.put("weightedSum", (k, n) -> k.weightedSum(5, n, A, B, n + 3, C));
    all.put("rowMeans", (k, n) -> k.rowMeans(5, n, A, B));
    all.put("rowScales", (k, n) -> k.rowScales(5, n, 1e-5f, A, B, C));
    all.put("normalize", (k, n) -> k.normalize(5, n, A, B, B + 9, C, D, E));
    all.put("gainGradient", (k, n) -> k.gainGradient(5, n, A, B, B + 9, C, D));
    all.put("rowMeansOfProducts", (k, n) -> k.rowMeansOfProducts(5, n, A, B, C));
    all.put("normSums", (k, n) -> k.normSums(5, n, A, B, B + 9, C, D, E));
    all.put("normGradient", (k, n) -> k.normGradient(5, n, A, B, B + 9, C, D, B + 19, B + 29, E));
    all.put("shiftRows", (k, n) -> k.shiftRows(5, n, A));
    all.put("rowSums", (k, n) -> k.rowSums(5, n, A, B));
    all.put("divideRows", (k, n) -> k.divideRows(5, n, B, A));
    all.put("scaledDifference", (k, n) -> k.scaledDifference(n, A, 0.1f, 0.3f, B));
    return all;
  }

  @ParameterizedTest
  @MethodSource("names")
  void giveTheSameBits(String name) {
    Operation operation = operations().get(name);
    try (Arena vectorMemory = new Arena(SIZE, 0);
        Arena scalarMemory = new Arena(SIZE, 0)) {
      AttentionKernels vector = AttentionKernels.over(vectorMemory.floats());
      AttentionKernels scalar = new ScalarAttentionKernels(scalarMemory.floats());
      assertThat(vector).isNotInstanceOf(ScalarAttentionKernels.class);
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        int n = 1 + repeat % 67;
        if (repeat < 134 || repeat > REPEATS - 134) {
          fill(vectorMemory, repeat);
          System.arraycopy(vectorMemory.floats(), 0, scalarMemory.floats(), 0, SIZE);
          operation.run(vector, n);
          operation.run(scalar, n);
          assertEqualBits(vectorMemory, scalarMemory, name + " n=" + n);
        } else {
          operation.run(vector, n);
        }
      }
    }
  }

  /** Normal numbers of many sizes; in every other case zeros, infinities and no number too. */
  private static void fill(Arena memory, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < SIZE; i++) {
      memory.floats()[i] = (float) random.nextGaussian() * SIZES[random.nextInt(SIZES.length)];
    }
    if (seed % 2 == 0) {
      float[] odd = {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, -0f, 1e-40f};
      for (float value : odd) {
        memory.floats()[random.nextInt(80)] = value;
      }
    }
  }

  /** The results; scratch may hold anything. */
  private static void assertEqualBits(Arena vector, Arena scalar, String what) {
    for (int i = 0; i < SIZE; i++) {
      if (what.contains("softmax") && i >= D) {
        return;
      }
      int expected = Float.floatToIntBits(scalar.floats()[i]);
      int actual = Float.floatToIntBits(vector.floats()[i]);
      if (expected != actual) {
        assertThat(Float.intBitsToFloat(actual))
            .as("%s, float %d", what, i)
            .isEqualTo(Float.intBitsToFloat(expected));
      }
    }
  }
}
