package io.gradstream.network.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.network.kernels.Kernels;
import io.gradstream.network.memory.Arena;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Vectors and loops make the same bits, however a product is cut. */
class ProductKernelsTwinTest {

  private static final int[] SIDES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 17, 31, 33, 48, 65};
  private static final int[] LARGE = {130, 257, 300};
  private static final float[] SIZES = {1f, 1e-3f, 1e3f, 1e-39f, 1e20f};

  static IntStream seeds() {
    return IntStream.range(0, 400);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void giveTheSameBits(int seed) {
    new Trial(new Random(seed), seed % 20 == 0).run();
  }

  /** One product of each kind of a drawn shape. */
  private static final class Trial {

    private final Random random;
    private final int rows;
    private final int in;
    private final int out;
    private final int aStride;
    private final int bStride;
    private final int yStride;
    private final int start;
    private final int startStride;
    private final int a;
    private final int b;
    private final int y;
    private final int size;
    private final int scratch;

    Trial(Random random, boolean large) {
      this.random = random;
      rows = side(large);
      in = side(large);
      out = side(large);
      int widest = Math.max(rows, Math.max(in, out));
      aStride = widest + random.nextInt(3);
      bStride = widest + random.nextInt(3);
      yStride = out + random.nextInt(3);
      a = random.nextInt(3);
      b = a + widest * aStride;
      y = b + widest * bStride;
      int bias = y + rows * yStride;
      int kind = random.nextInt(3);
      start = kind == 0 ? ProductKernels.NOTHING : kind == 1 ? bias : y;
      startStride = kind == 2 ? yStride : 0;
      size = bias + out;
      scratch =
          random.nextInt(4) == 0
              ? ProductScratch.least() + random.nextInt(200)
              : ProductKernels.scratch(rows, in, out);
    }

    private int side(boolean large) {
      int[] sides = large && random.nextInt(3) > 0 ? LARGE : SIDES;
      return sides[random.nextInt(sides.length)];
    }

    void run() {
      for (int kind = 0; kind < 4; kind++) {
        try (Arena vector = new Arena(size, scratch);
            Arena scalar = new Arena(size, 0)) {
          fill(vector.floats());
          System.arraycopy(vector.floats(), 0, scalar.floats(), 0, size);
          assertThat(ProductKernels.over(vector)).isNotInstanceOf(ScalarProductKernels.class);
          multiply(kind, ProductKernels.over(vector));
          multiply(kind, new ScalarProductKernels(scalar.floats()));
          assertSame(kind, scalar.floats(), vector.floats());
        }
      }
    }

    private void fill(float[] memory) {
      for (int i = 0; i < size; i++) {
        memory[i] = (float) random.nextGaussian() * SIZES[random.nextInt(SIZES.length)];
      }
      if (random.nextInt(4) == 0) {
        memory[random.nextInt(size)] = Float.NaN;
        memory[random.nextInt(size)] = Float.NEGATIVE_INFINITY;
      }
    }

    private void multiply(int kind, ProductKernels k) {
      switch (kind) {
        case 0 -> k.product(rows, in, out, a, aStride, b, bStride, start, startStride, y, yStride);
        case 1 ->
            k.transposedLeft(rows, in, out, a, aStride, b, bStride, start, startStride, y, yStride);
        case 2 ->
            k.transposedRight(
                rows, in, out, a, aStride, b, bStride, start, startStride, y, yStride);
        default -> k.transpose(rows, out, a, y);
      }
    }

    /** Everything but the scratch, so that nothing is written beside the result. */
    private void assertSame(int kind, float[] expected, float[] actual) {
      for (int i = 0; i < size; i++) {
        if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(actual[i])) {
          throw new AssertionError(
              "kind %d, %d x %d x %d, width %d: at %d (y at %d) %s, not %s"
                  .formatted(kind, rows, in, out, Kernels.width(), i, y, actual[i], expected[i]));
        }
      }
    }
  }
}
