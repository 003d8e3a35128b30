package io.gradstream.network.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.memory.Arena;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@link KernelsTwinTest}, of recurrent layers. */
class RecurrenceKernelsTwinTest {

  private static final int ROWS = 3;
  private static final int A = 0;
  private static final int B = 1_003; // not aligned to a vector
  private static final int C = 2_001;
  private static final int D = 2_509;
  private static final int E = 3_017;
  private static final int F = 3_523;
  private static final int SIZE = 4_027;
  private static final float[] SIZES = {1e-32f, 1e-20f, 1e-3f, 0.1f, 1f, 10f, 100f};
  private static final int REPEATS = 3_000; // enough for the compiler to step in

  @FunctionalInterface
  interface Operation {
    void run(RecurrenceKernels kernels, int n);
  }

  static Stream<String> names() {
    return operations().keySet().stream();
  }

  private static Map<String, Operation> operations() {
    Map<String, Operation> all = new LinkedHashMap<>();
    all.put("squash", (k, n) -> k.squash(n, A));
    all.put("squashGradient", (k, n) -> k.squashGradient(n, A, B));
    all.put("lstm", (k, n) -> k.lstm(ROWS, n, A, C, D, E, F, n + 5));
    all.put("lstmGradient", (k, n) -> k.lstmGradient(ROWS, n, C, D, E, F, A));
    all.put("gru", (k, n) -> k.gru(ROWS, n, A, B, C, D, E));
    all.put("gruGradient", (k, n) -> k.gruGradient(ROWS, n, A, B, C, D, E, F));
    return all;
  }

  @ParameterizedTest
  @MethodSource("names")
  void giveTheSameBits(String name) {
    Operation operation = operations().get(name);
    try (Arena vectorMemory = new Arena(SIZE, 0);
        Arena scalarMemory = new Arena(SIZE, 0)) {
      RecurrenceKernels vector = RecurrenceKernels.over(vectorMemory.floats());
      RecurrenceKernels scalar = new ScalarRecurrenceKernels(scalarMemory.floats());
      assertThat(vector).isNotInstanceOf(ScalarRecurrenceKernels.class);
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

  /** Numbers of many sizes; in every other case zeros, infinities and no number too. */
  private static void fill(Arena memory, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < SIZE; i++) {
      memory.floats()[i] = (float) random.nextGaussian() * SIZES[random.nextInt(SIZES.length)];
    }
    if (seed % 2 == 0) {
      float[] odd = {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, -0f, 1e-40f};
      for (int start : new int[] {A, B, C, D, E, F}) {
        for (float value : odd) {
          memory.floats()[start + random.nextInt(80)] = value;
        }
      }
    }
  }

  private static void assertEqualBits(Arena vector, Arena scalar, String what) {
    for (int i = 0; i < SIZE; i++) {
      int expected = Float.floatToIntBits(scalar.floats()[i]);
      int actual = Float.floatToIntBits(vector.floats()[i]);
      if (expected != actual) {
        assertThat(Float.intBitsToFloat(actual))
            .as("%s, float %d", what, i)
            .isEqualTo(Float.intBitsToFloat(expected));
      }
    }
  }

  @Test
  void gatesAreNeverQuiteShut() {
    for (float x = -30f; x <= 30f; x += 1 / 1024f) {
      assertThat(ScalarRecurrenceKernels.tanh(x)).isCloseTo((float) Math.tanh(x), within(1e-6f));
      assertThat(ScalarRecurrenceKernels.tanh(x)).isStrictlyBetween(-1f, 1f);
      assertThat(ScalarRecurrenceKernels.sigmoid(x)).isStrictlyBetween(0f, 1f);
    }
    assertThat(ScalarRecurrenceKernels.tanh(Float.NaN)).isNaN();
  }

  /** A gradient that shrinks from step to step would go on as a subnormal number, slowly. */
  @Test
  void negligibleDeltasAreZero() {
    int n = 5;
    try (Arena memory = new Arena(SIZE, 0)) {
      RecurrenceKernels kernels = RecurrenceKernels.over(memory.floats());
      for (int i = 0; i < SIZE; i++) {
        memory.floats()[i] = i < C ? 0.5f : 1e-31f;
      }
      kernels.lstmGradient(1, n, C, D, E, F, A);
      kernels.gruGradient(1, n, B, B + 500, C, D, E, F + n);
      kernels.squashGradient(n, A + 500, C);
      for (int i = 0; i < n; i++) {
        assertThat(memory.floats()[A + i]).isZero();
        assertThat(memory.floats()[F + i]).isZero();
        assertThat(memory.floats()[B + i]).isZero();
        assertThat(memory.floats()[C + i]).isZero();
      }
    }
  }
}
