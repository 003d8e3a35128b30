package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.AttentionKernels.MASKED;
import static io.gradstream.network.kernels.FloatMath.BIAS;
import static io.gradstream.network.kernels.FloatMath.EXP_0;
import static io.gradstream.network.kernels.FloatMath.EXP_1;
import static io.gradstream.network.kernels.FloatMath.EXP_2;
import static io.gradstream.network.kernels.FloatMath.EXP_3;
import static io.gradstream.network.kernels.FloatMath.EXP_4;
import static io.gradstream.network.kernels.FloatMath.EXP_5;
import static io.gradstream.network.kernels.FloatMath.EXP_MAX;
import static io.gradstream.network.kernels.FloatMath.EXP_MIN;
import static io.gradstream.network.kernels.FloatMath.LN2_HIGH;
import static io.gradstream.network.kernels.FloatMath.LN2_LOW;
import static io.gradstream.network.kernels.FloatMath.LOG2_E;
import static io.gradstream.network.kernels.FloatMath.MANTISSA;
import static io.gradstream.network.kernels.FloatMath.ROUND;
import static io.gradstream.network.kernels.FloatMath.ROUND_BITS;
import static io.gradstream.network.kernels.Kernels.LANES;
import static io.gradstream.network.kernels.VectorKernels.ORDER;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromByteBuffer;
import static jdk.incubator.vector.FloatVector.zero;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Softmax row by row, by the rules of {@link VectorKernels}. Of a masked row r, only the first
 * {@code first + r more} values count, and it is worked on in whole vectors: its stride has room,
 * and what lies between is masked.
 */
final class VectorSoftmax {

  private final ByteBuffer memory;
  private final float[] lanes = new float[LANES];

  VectorSoftmax(ByteBuffer memory) {
    this.memory = memory;
  }

  /** From the last value of each row to the end of its last vector. */
  void mask(int rows, int first, int more, int stride, int z, float value) {
    for (int r = 0; r < rows; r++) {
      int n = first + r * more;
      for (int i = n; i % LANES != 0; i++) {
        memory.putFloat((z + r * stride + i) * Float.BYTES, value);
      }
    }
  }

  void maxima(int rows, int first, int more, int stride, int z, int maxima) {
    for (int r = 0; r < rows; r++) {
      int row = z + r * stride;
      FloatVector greatest = broadcast(SPECIES, MASKED);
      for (int i = 0; i < first + r * more; i += LANES) {
        FloatVector value = fromByteBuffer(SPECIES, memory, (row + i) * Float.BYTES, ORDER);
        greatest = greatest.blend(value, value.compare(GT, greatest));
      }
      greatest.intoArray(lanes, 0);
      memory.putFloat((maxima + r) * Float.BYTES, greatestLane(MASKED));
    }
  }

  private float greatestLane(float start) {
    float greatest = start;
    for (int lane = 0; lane < LANES; lane++) {
      greatest = lanes[lane] > greatest ? lanes[lane] : greatest;
    }
    return greatest;
  }

  /** z = e^(z - maximum), scales[r] = 1 / the sum; the maxima are read from where scales go. */
  void exponentials(int rows, int first, int more, int stride, int z, int scales) {
    for (int r = 0; r < rows; r++) {
      int row = z + r * stride;
      FloatVector maximum = broadcast(SPECIES, memory.getFloat((scales + r) * Float.BYTES));
      FloatVector sum = zero(SPECIES);
      for (int i = 0; i < first + r * more; i += LANES) {
        FloatVector value = fromByteBuffer(SPECIES, memory, (row + i) * Float.BYTES, ORDER);
        FloatVector held = value.sub(maximum).min(EXP_MAX).max(EXP_MIN);
        FloatVector rounded = held.fma(broadcast(SPECIES, LOG2_E), broadcast(SPECIES, ROUND));
        FloatVector k = rounded.sub(ROUND);
        FloatVector rest =
            k.fma(broadcast(SPECIES, -LN2_LOW), k.fma(broadcast(SPECIES, -LN2_HIGH), held));
        FloatVector p = broadcast(SPECIES, EXP_5);
        p = p.fma(rest, broadcast(SPECIES, EXP_4));
        p = p.fma(rest, broadcast(SPECIES, EXP_3));
        p = p.fma(rest, broadcast(SPECIES, EXP_2));
        p = p.fma(rest, broadcast(SPECIES, EXP_1));
        p = p.fma(rest, broadcast(SPECIES, EXP_0));
        FloatVector power = p.fma(rest.mul(rest), rest).add(1f);
        IntVector exponent = rounded.reinterpretAsInts().add(BIAS - ROUND_BITS);
        power = power.mul(exponent.lanewise(LSHL, MANTISSA).reinterpretAsFloats());
        power = power.blend(0f, value.compare(LE, MASKED));
        power.intoByteBuffer(memory, (row + i) * Float.BYTES, ORDER);
        sum = sum.add(power);
      }
      sum.intoArray(lanes, 0);
      memory.putFloat((scales + r) * Float.BYTES, 1f / FloatMath.fold(lanes));
    }
  }

  void scale(int rows, int first, int more, int stride, int z, int scales) {
    for (int r = 0; r < rows; r++) {
      int row = z + r * stride;
      FloatVector scale = broadcast(SPECIES, memory.getFloat((scales + r) * Float.BYTES));
      for (int i = 0; i < first + r * more; i += LANES) {
        fromByteBuffer(SPECIES, memory, (row + i) * Float.BYTES, ORDER)
            .mul(scale)
            .intoByteBuffer(memory, (row + i) * Float.BYTES, ORDER);
      }
    }
  }

  /** From the last value of each row to its end. */
  void clear(int rows, int first, int more, int stride, int z) {
    FloatVector zero = zero(SPECIES);
    for (int r = 0; r < rows; r++) {
      int row = z + r * stride;
      int i = first + r * more;
      for (; i % LANES != 0; i++) {
        memory.putFloat((row + i) * Float.BYTES, 0f);
      }
      for (; i < stride; i += LANES) {
        zero.intoByteBuffer(memory, (row + i) * Float.BYTES, ORDER);
      }
    }
  }

  /** sums[r] = the sum of p d. */
  void products(int rows, int first, int more, int stride, int p, int d, int sums) {
    for (int r = 0; r < rows; r++) {
      int at = r * stride;
      FloatVector sum = zero(SPECIES);
      for (int i = at; i < at + first + r * more; i += LANES) {
        sum =
            fromByteBuffer(SPECIES, memory, (p + i) * Float.BYTES, ORDER)
                .fma(fromByteBuffer(SPECIES, memory, (d + i) * Float.BYTES, ORDER), sum);
      }
      sum.intoArray(lanes, 0);
      memory.putFloat((sums + r) * Float.BYTES, FloatMath.fold(lanes));
    }
  }

  /** d = p (d - sums[r]). */
  void gradient(int rows, int first, int more, int stride, int p, int d, int sums) {
    for (int r = 0; r < rows; r++) {
      int at = r * stride;
      FloatVector sum = broadcast(SPECIES, memory.getFloat((sums + r) * Float.BYTES));
      for (int i = at; i < at + first + r * more; i += LANES) {
        fromByteBuffer(SPECIES, memory, (d + i) * Float.BYTES, ORDER)
            .sub(sum)
            .mul(fromByteBuffer(SPECIES, memory, (p + i) * Float.BYTES, ORDER))
            .intoByteBuffer(memory, (d + i) * Float.BYTES, ORDER);
      }
    }
  }

  void shift(int rows, int width, int z) {
    for (int r = 0; r < rows; r++) {
      subtract(width, maximum(width, z + r * width), z + r * width);
    }
  }

  private float maximum(int n, int row) {
    FloatVector greatest = broadcast(SPECIES, MASKED);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector value = fromByteBuffer(SPECIES, memory, (row + i) * Float.BYTES, ORDER);
      greatest = greatest.blend(value, value.compare(GT, greatest));
    }
    greatest.intoArray(lanes, 0);
    float rest = MASKED;
    for (; i < n; i++) {
      float value = memory.getFloat((row + i) * Float.BYTES);
      rest = value > rest ? value : rest;
    }
    return greatestLane(rest);
  }

  private void subtract(int n, float value, int row) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      fromByteBuffer(SPECIES, memory, (row + i) * Float.BYTES, ORDER)
          .sub(value)
          .intoByteBuffer(memory, (row + i) * Float.BYTES, ORDER);
    }
    for (; i < n; i++) {
      int at = (row + i) * Float.BYTES;
      memory.putFloat(at, memory.getFloat(at) - value);
    }
  }

  void scaledDifference(int n, int p, float subtrahend, float scale, int d) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      fromByteBuffer(SPECIES, memory, (p + i) * Float.BYTES, ORDER)
          .sub(subtrahend)
          .mul(scale)
          .intoByteBuffer(memory, (d + i) * Float.BYTES, ORDER);
    }
    for (; i < n; i++) {
      float difference = memory.getFloat((p + i) * Float.BYTES) - subtrahend;
      memory.putFloat((d + i) * Float.BYTES, difference * scale);
    }
  }

  void sums(int rows, int width, int x, int sums) {
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
      memory.putFloat((sums + r) * Float.BYTES, FloatMath.fold(lanes));
    }
  }

  void divide(int rows, int width, int sums, int z) {
    for (int r = 0; r < rows; r++) {
      int row = z + r * width;
      float scale = 1f / memory.getFloat((sums + r) * Float.BYTES);
      int i = 0;
      for (; i + LANES <= width; i += LANES) {
        fromByteBuffer(SPECIES, memory, (row + i) * Float.BYTES, ORDER)
            .mul(scale)
            .intoByteBuffer(memory, (row + i) * Float.BYTES, ORDER);
      }
      for (; i < width; i++) {
        int at = (row + i) * Float.BYTES;
        memory.putFloat(at, memory.getFloat(at) * scale);
      }
    }
  }
}
