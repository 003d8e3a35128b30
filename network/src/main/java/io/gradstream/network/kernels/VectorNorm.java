package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.Kernels.LANES;
import static io.gradstream.network.kernels.VectorKernels.ORDER;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromByteBuffer;
import static jdk.incubator.vector.FloatVector.zero;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/** Normalization of rows, by the rules of {@link VectorKernels}. n is (x - mean) scale. */
final class VectorNorm {

  private final ByteBuffer memory;
  private final float[] lanes = new float[LANES];

  VectorNorm(ByteBuffer memory) {
    this.memory = memory;
  }

  void means(int rows, int width, int x, int means) {
    for (int r = 0; r < rows; r++) {
      int row = x + r * width;
      FloatVector sum = zero(SPECIES);
      int i = 0;
      for (; i + LANES <= width; i += LANES) {
        sum = sum.add(fromByteBuffer(SPECIES, memory, (row + i) * Float.BYTES, ORDER));
      }
      sum.intoArray(lanes, 0);
      for (int lane = 0; i < width; i++, lane++) {
        lanes[lane] += memory.getFloat((row + i) * Float.BYTES);
      }
      memory.putFloat((means + r) * Float.BYTES, FloatMath.fold(lanes) / width);
    }
  }

  void scales(int rows, int width, float epsilon, int x, int means, int scales) {
    for (int r = 0; r < rows; r++) {
      int row = x + r * width;
      float mean = memory.getFloat((means + r) * Float.BYTES);
      FloatVector sum = zero(SPECIES);
      int i = 0;
      for (; i + LANES <= width; i += LANES) {
        FloatVector centered =
            fromByteBuffer(SPECIES, memory, (row + i) * Float.BYTES, ORDER).sub(mean);
        sum = centered.fma(centered, sum);
      }
      sum.intoArray(lanes, 0);
      for (int lane = 0; i < width; i++, lane++) {
        float centered = memory.getFloat((row + i) * Float.BYTES) - mean;
        lanes[lane] = Math.fma(centered, centered, lanes[lane]);
      }
      float scale = ScalarAttentionKernels.scale(FloatMath.fold(lanes), width, epsilon);
      memory.putFloat((scales + r) * Float.BYTES, scale);
    }
  }

  void normalize(int rows, int width, int x, int means, int scales, int gain, int shift, int y) {
    for (int r = 0; r < rows; r++) {
      int at = r * width;
      float mean = memory.getFloat((means + r) * Float.BYTES);
      float scale = memory.getFloat((scales + r) * Float.BYTES);
      int i = 0;
      for (; i + LANES <= width; i += LANES) {
        fromByteBuffer(SPECIES, memory, (x + at + i) * Float.BYTES, ORDER)
            .sub(mean)
            .mul(scale)
            .fma(
                fromByteBuffer(SPECIES, memory, (gain + i) * Float.BYTES, ORDER),
                fromByteBuffer(SPECIES, memory, (shift + i) * Float.BYTES, ORDER))
            .intoByteBuffer(memory, (y + at + i) * Float.BYTES, ORDER);
      }
      for (; i < width; i++) {
        float n = (memory.getFloat((x + at + i) * Float.BYTES) - mean) * scale;
        float g = memory.getFloat((gain + i) * Float.BYTES);
        float b = memory.getFloat((shift + i) * Float.BYTES);
        memory.putFloat((y + at + i) * Float.BYTES, Math.fma(n, g, b));
      }
    }
  }

  void gainGradient(int rows, int width, int x, int means, int scales, int d, int gains) {
    int i = 0;
    for (; i + 2 * LANES <= width; i += 2 * LANES) {
      twoGains(rows, width, x + i, means, scales, d + i, gains + i);
    }
    for (; i + LANES <= width; i += LANES) {
      FloatVector sum = zero(SPECIES);
      for (int r = 0; r < rows; r++) {
        int at = r * width + i;
        FloatVector n =
            fromByteBuffer(SPECIES, memory, (x + at) * Float.BYTES, ORDER)
                .sub(memory.getFloat((means + r) * Float.BYTES))
                .mul(memory.getFloat((scales + r) * Float.BYTES));
        sum = n.fma(fromByteBuffer(SPECIES, memory, (d + at) * Float.BYTES, ORDER), sum);
      }
      sum.intoByteBuffer(memory, (gains + i) * Float.BYTES, ORDER);
    }
    for (; i < width; i++) {
      float sum = 0f;
      for (int r = 0; r < rows; r++) {
        int at = r * width + i;
        float mean = memory.getFloat((means + r) * Float.BYTES);
        float scale = memory.getFloat((scales + r) * Float.BYTES);
        float n = (memory.getFloat((x + at) * Float.BYTES) - mean) * scale;
        sum = Math.fma(memory.getFloat((d + at) * Float.BYTES), n, sum);
      }
      memory.putFloat((gains + i) * Float.BYTES, sum);
    }
  }

  /** Gradients of two times eight gains, because a sum waits for the one before it. */
  private void twoGains(int rows, int width, int x, int means, int scales, int d, int gains) {
    FloatVector sum0 = zero(SPECIES);
    FloatVector sum1 = zero(SPECIES);
    for (int r = 0; r < rows; r++) {
      float mean = memory.getFloat((means + r) * Float.BYTES);
      float scale = memory.getFloat((scales + r) * Float.BYTES);
      int value = (x + r * width) * Float.BYTES;
      int delta = (d + r * width) * Float.BYTES;
      sum0 =
          fromByteBuffer(SPECIES, memory, value, ORDER)
              .sub(mean)
              .mul(scale)
              .fma(fromByteBuffer(SPECIES, memory, delta, ORDER), sum0);
      sum1 =
          fromByteBuffer(SPECIES, memory, value + LANES * Float.BYTES, ORDER)
              .sub(mean)
              .mul(scale)
              .fma(fromByteBuffer(SPECIES, memory, delta + LANES * Float.BYTES, ORDER), sum1);
    }
    sum0.intoByteBuffer(memory, gains * Float.BYTES, ORDER);
    sum1.intoByteBuffer(memory, (gains + LANES) * Float.BYTES, ORDER);
  }

  void meansOfProducts(int rows, int width, int d, int gain, int means) {
    for (int r = 0; r < rows; r++) {
      int row = d + r * width;
      FloatVector sum = zero(SPECIES);
      int i = 0;
      for (; i + LANES <= width; i += LANES) {
        sum =
            fromByteBuffer(SPECIES, memory, (row + i) * Float.BYTES, ORDER)
                .fma(fromByteBuffer(SPECIES, memory, (gain + i) * Float.BYTES, ORDER), sum);
      }
      sum.intoArray(lanes, 0);
      for (int lane = 0; i < width; i++, lane++) {
        float g = memory.getFloat((gain + i) * Float.BYTES);
        lanes[lane] = Math.fma(memory.getFloat((row + i) * Float.BYTES), g, lanes[lane]);
      }
      memory.putFloat((means + r) * Float.BYTES, FloatMath.fold(lanes) / width);
    }
  }

  /** products[r] = the mean of d gain n. */
  void sums(int rows, int width, int x, int means, int scales, int d, int gain, int products) {
    for (int r = 0; r < rows; r++) {
      int at = r * width;
      float mean = memory.getFloat((means + r) * Float.BYTES);
      float scale = memory.getFloat((scales + r) * Float.BYTES);
      FloatVector sum = zero(SPECIES);
      int i = 0;
      for (; i + LANES <= width; i += LANES) {
        sum =
            fromByteBuffer(SPECIES, memory, (d + at + i) * Float.BYTES, ORDER)
                .mul(fromByteBuffer(SPECIES, memory, (gain + i) * Float.BYTES, ORDER))
                .fma(
                    fromByteBuffer(SPECIES, memory, (x + at + i) * Float.BYTES, ORDER)
                        .sub(mean)
                        .mul(scale),
                    sum);
      }
      sum.intoArray(lanes, 0);
      for (int lane = 0; i < width; i++, lane++) {
        float g = memory.getFloat((gain + i) * Float.BYTES);
        float n = (memory.getFloat((x + at + i) * Float.BYTES) - mean) * scale;
        lanes[lane] = Math.fma(memory.getFloat((d + at + i) * Float.BYTES) * g, n, lanes[lane]);
      }
      memory.putFloat((products + r) * Float.BYTES, FloatMath.fold(lanes) / width);
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
      float mean = memory.getFloat((means + r) * Float.BYTES);
      float scale = memory.getFloat((scales + r) * Float.BYTES);
      float deltaMean = memory.getFloat((deltaMeans + r) * Float.BYTES);
      float product = memory.getFloat((products + r) * Float.BYTES);
      int i = 0;
      for (; i + LANES <= width; i += LANES) {
        FloatVector centered =
            fromByteBuffer(SPECIES, memory, (d + at + i) * Float.BYTES, ORDER)
                .fma(
                    fromByteBuffer(SPECIES, memory, (gain + i) * Float.BYTES, ORDER),
                    broadcast(SPECIES, -deltaMean));
        fromByteBuffer(SPECIES, memory, (x + at + i) * Float.BYTES, ORDER)
            .sub(mean)
            .mul(-scale)
            .fma(broadcast(SPECIES, product), centered)
            .mul(scale)
            .intoByteBuffer(memory, (dx + at + i) * Float.BYTES, ORDER);
      }
      for (; i < width; i++) {
        float g = memory.getFloat((gain + i) * Float.BYTES);
        float centered = Math.fma(memory.getFloat((d + at + i) * Float.BYTES), g, -deltaMean);
        float n = (memory.getFloat((x + at + i) * Float.BYTES) - mean) * scale;
        memory.putFloat((dx + at + i) * Float.BYTES, Math.fma(-n, product, centered) * scale);
      }
    }
  }
}
