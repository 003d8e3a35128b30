package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.Kernels.LANES;
import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;

/** Normalization of rows, by the rules of {@link VectorKernels}. n is (x - mean) scale. */
final class VectorNorm {

  private final float[] memory;
  private final VectorSums along;
  private final float[] lanes = new float[LANES];

  VectorNorm(float[] memory) {
    this.memory = memory;
    along = new VectorSums(memory);
  }

  void means(int rows, int width, int x, int means) {
    for (int r = 0; r < rows; r++) {
      memory[means + r] = along.sum(width, x + r * width) / width;
    }
  }

  void scales(int rows, int width, float epsilon, int x, int means, int scales) {
    for (int r = 0; r < rows; r++) {
      int row = x + r * width;
      float mean = memory[means + r];
      int whole = width - width % LANES;
      for (int lane = 0; lane < LANES; lane += LENGTH) {
        FloatVector sum = zero(SPECIES);
        for (int i = lane; i < whole; i += LANES) {
          FloatVector centered = fromArray(SPECIES, memory, row + i).sub(mean);
          sum = centered.fma(centered, sum);
        }
        sum.intoArray(lanes, lane);
      }
      for (int i = whole, lane = 0; i < width; i++, lane++) {
        float centered = memory[row + i] - mean;
        lanes[lane] = Math.fma(centered, centered, lanes[lane]);
      }
      float scale = ScalarAttentionKernels.scale(FloatMath.fold(lanes), width, epsilon);
      memory[scales + r] = scale;
    }
  }

  void normalize(int rows, int width, int x, int means, int scales, int gain, int shift, int y) {
    for (int r = 0; r < rows; r++) {
      int at = r * width;
      float mean = memory[means + r];
      float scale = memory[scales + r];
      int i = 0;
      for (; i + LENGTH <= width; i += LENGTH) {
        fromArray(SPECIES, memory, x + at + i)
            .sub(mean)
            .mul(scale)
            .fma(fromArray(SPECIES, memory, gain + i), fromArray(SPECIES, memory, shift + i))
            .intoArray(memory, y + at + i);
      }
      for (; i < width; i++) {
        float n = (memory[x + at + i] - mean) * scale;
        float g = memory[gain + i];
        float b = memory[shift + i];
        memory[y + at + i] = Math.fma(n, g, b);
      }
    }
  }

  void gainGradient(int rows, int width, int x, int means, int scales, int d, int gains) {
    int i = 0;
    for (; i + 2 * LENGTH <= width; i += 2 * LENGTH) {
      twoGains(rows, width, x + i, means, scales, d + i, gains + i);
    }
    for (; i + LENGTH <= width; i += LENGTH) {
      FloatVector sum = zero(SPECIES);
      for (int r = 0; r < rows; r++) {
        int at = r * width + i;
        FloatVector n =
            fromArray(SPECIES, memory, x + at).sub(memory[means + r]).mul(memory[scales + r]);
        sum = n.fma(fromArray(SPECIES, memory, d + at), sum);
      }
      sum.intoArray(memory, gains + i);
    }
    for (; i < width; i++) {
      float sum = 0f;
      for (int r = 0; r < rows; r++) {
        int at = r * width + i;
        float mean = memory[means + r];
        float scale = memory[scales + r];
        float n = (memory[x + at] - mean) * scale;
        sum = Math.fma(memory[d + at], n, sum);
      }
      memory[gains + i] = sum;
    }
  }

  /** Gradients of two vectors of gains, because a sum waits for the one before it. */
  private void twoGains(int rows, int width, int x, int means, int scales, int d, int gains) {
    FloatVector sum0 = zero(SPECIES);
    FloatVector sum1 = zero(SPECIES);
    for (int r = 0; r < rows; r++) {
      float mean = memory[means + r];
      float scale = memory[scales + r];
      int value = x + r * width;
      int delta = d + r * width;
      sum0 =
          fromArray(SPECIES, memory, value)
              .sub(mean)
              .mul(scale)
              .fma(fromArray(SPECIES, memory, delta), sum0);
      sum1 =
          fromArray(SPECIES, memory, value + LENGTH)
              .sub(mean)
              .mul(scale)
              .fma(fromArray(SPECIES, memory, delta + LENGTH), sum1);
    }
    sum0.intoArray(memory, gains);
    sum1.intoArray(memory, gains + LENGTH);
  }

  void meansOfProducts(int rows, int width, int d, int gain, int means) {
    for (int r = 0; r < rows; r++) {
      memory[means + r] = along.dot(width, d + r * width, gain) / width;
    }
  }

  /** products[r] = the mean of d gain n. */
  void sums(int rows, int width, int x, int means, int scales, int d, int gain, int products) {
    for (int r = 0; r < rows; r++) {
      int at = r * width;
      float mean = memory[means + r];
      float scale = memory[scales + r];
      int whole = width - width % LANES;
      for (int lane = 0; lane < LANES; lane += LENGTH) {
        FloatVector sum = zero(SPECIES);
        for (int i = lane; i < whole; i += LANES) {
          sum =
              fromArray(SPECIES, memory, d + at + i)
                  .mul(fromArray(SPECIES, memory, gain + i))
                  .fma(fromArray(SPECIES, memory, x + at + i).sub(mean).mul(scale), sum);
        }
        sum.intoArray(lanes, lane);
      }
      for (int i = whole, lane = 0; i < width; i++, lane++) {
        float g = memory[gain + i];
        float n = (memory[x + at + i] - mean) * scale;
        lanes[lane] = Math.fma(memory[d + at + i] * g, n, lanes[lane]);
      }
      memory[products + r] = FloatMath.fold(lanes) / width;
    }
  }

  /** dx = scale (d gain - deltaMean - n product). */
  void gradient(
      int rows,
      int width,
      int x,
      int means,
      int scales,
      int d,
      int gain,
      int deltaMeans,
      int products,
      int dx) {
    for (int r = 0; r < rows; r++) {
      int at = r * width;
      float mean = memory[means + r];
      float scale = memory[scales + r];
      float deltaMean = memory[deltaMeans + r];
      float product = memory[products + r];
      int i = 0;
      for (; i + LENGTH <= width; i += LENGTH) {
        FloatVector centered =
            fromArray(SPECIES, memory, d + at + i)
                .fma(fromArray(SPECIES, memory, gain + i), broadcast(SPECIES, -deltaMean));
        fromArray(SPECIES, memory, x + at + i)
            .sub(mean)
            .mul(-scale)
            .fma(broadcast(SPECIES, product), centered)
            .mul(scale)
            .intoArray(memory, dx + at + i);
      }
      for (; i < width; i++) {
        float g = memory[gain + i];
        float centered = Math.fma(memory[d + at + i], g, -deltaMean);
        float n = (memory[x + at + i] - mean) * scale;
        memory[dx + at + i] = Math.fma(-n, product, centered) * scale;
      }
    }
  }
}
