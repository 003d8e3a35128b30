package io.gradstream.network.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.network.memory.Arena;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vector kernels and their scalar twin give the same bits, interpreted and compiled. */
class ConvolutionKernelsTwinTest {

  private static final int A = 0;
  private static final int B = 9_003; // not aligned to a vector
  private static final int C = 18_001;
  private static final int D = 27_009;
  private static final int SIZE = 40_017;
  private static final int REPEATS = 600; // of all windows: enough for the compiler to step in

  private static final List<Taps> WINDOWS = windows();

  @FunctionalInterface
  interface Operation {
    void run(ConvolutionKernels kernels, Taps taps, int count);
  }

  /** Of one row and of many, with runs of less than a vector and of many, that overlap or not. */
  private static List<Taps> windows() {
    List<Taps> all = new ArrayList<>();
    for (int run : new int[] {1, 3, 4, 8, 12, 16, 17, 33, 48}) {
      all.add(new Taps(3, 1, 14 * run, run, run, run));
      all.add(new Taps(2, 2, 27 * run, run, run, 2 * run));
      all.add(new Taps(1, 3, 0, 2 * run, run, run));
    }
    return all;
  }

  static Stream<String> names() {
    return operations().keySet().stream();
  }

  private static Map<String, Operation> operations() {
    Map<String, Operation> all = new LinkedHashMap<>();
    all.put("gather", (k, t, n) -> k.gather(t, n, A, t.size(), B));
    all.put("gather with room", ConvolutionKernelsTwinTest::gatherWithRoom);
    all.put("ones", (k, t, n) -> k.ones(n, t.size(), B));
    all.put("scatter", (k, t, n) -> k.scatter(t, n, A, B));
    all.put("scatter of pixels", (k, t, n) -> k.scatter(narrowSteps(t), n, A, B));
    all.put("maxima", (k, t, n) -> k.maxima(t, n, t.rows(), t.columns(), A, B));
    all.put("maxima of a part", (k, t, n) -> k.maxima(t, n, 1, t.columns(), A, B));
    all.put("maximaGradient", ConvolutionKernelsTwinTest::maximaGradient);
    all.put("sums", (k, t, n) -> k.sums(t, n, t.rows(), t.columns(), 0.3f, A, B));
    all.put("spread", (k, t, n) -> k.spread(t, n, t.rows(), t.columns(), 0.3f, A, B));
    return all;
  }

  /** A run of several pixels: that of the next place overlaps it. */
  private static Taps narrowSteps(Taps taps) {
    int step = 1 + taps.run() / 3;
    return new Taps(taps.rows(), taps.columns(), 211, taps.columnStride(), taps.run(), step);
  }

  /** What lies between the rows is lost: it is made equal. */
  private static void gatherWithRoom(ConvolutionKernels kernels, Taps taps, int count) {
    int stride = taps.size() + 8;
    kernels.gather(taps, count, A, stride, B);
    for (int i = 0; i < 8; i++) {
      kernels.ones(count, stride, B + taps.size() + i);
    }
  }

  /** Of values that are largest more than once. */
  private static void maximaGradient(ConvolutionKernels kernels, Taps taps, int count) {
    kernels.maxima(taps, count, taps.rows(), taps.columns(), A, C);
    kernels.maximaGradient(taps, count, taps.rows(), taps.columns(), A, C, B, D);
  }

  @ParameterizedTest
  @MethodSource("names")
  void giveTheSameBits(String name) {
    Operation operation = operations().get(name);
    try (Arena vectorMemory = new Arena(SIZE, 0);
        Arena scalarMemory = new Arena(SIZE, 0)) {
      ConvolutionKernels vector = ConvolutionKernels.over(vectorMemory.floats());
      ConvolutionKernels scalar = new ScalarConvolutionKernels(scalarMemory.floats());
      assertThat(vector).isNotInstanceOf(ScalarConvolutionKernels.class);
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        boolean compared = repeat < 8 || repeat >= REPEATS - 8;
        for (Taps taps : WINDOWS) {
          int count = 1 + (repeat + taps.run()) % 13;
          if (compared) {
            fill(vectorMemory, scalarMemory, repeat);
            operation.run(scalar, taps, count);
          }
          operation.run(vector, taps, count);
          if (compared) {
            assertEqualBits(vectorMemory, scalarMemory, taps + " n=" + count);
          }
        }
      }
    }
  }

  /** Few different values, so that there are ties; a few that are no numbers. */
  private static void fill(Arena first, Arena second, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < SIZE; i++) {
      float value = random.nextInt(64) / 7f - 3f;
      if (seed % 2 == 0 && random.nextInt(500) == 0) {
        value = random.nextBoolean() ? Float.NaN : -0f;
      }
      first.floats()[i] = value;
      second.floats()[i] = value;
    }
  }

  private static void assertEqualBits(Arena vector, Arena scalar, String what) {
    for (int i = 0; i < SIZE; i++) {
      float expected = scalar.floats()[i];
      float actual = vector.floats()[i];
      if (Float.floatToIntBits(expected) != Float.floatToIntBits(actual)) {
        assertThat(actual).as("%s, float %d", what, i).isEqualTo(expected);
      }
    }
  }
}
