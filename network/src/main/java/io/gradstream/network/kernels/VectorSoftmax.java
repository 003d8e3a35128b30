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
import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Softmax row by row, by the rules of {@link VectorKernels}. Of a masked row r, only the first
 * {@code first + r more} values count, and it is worked on in whole vectors: its stride has room,
 * and what lies between is masked.
 */
final class VectorSoftmax {

  private final float[] memory;
  private final VectorSums along;
  private final float[] lanes = new float[LANES];

  VectorSoftmax(float[] memory) {
    this.memory = memory;
    along = new VectorSums(memory);
  }

  /** From the last value of each row to the end of its last vector. */
  void mask(int rows, int first, int more, int stride, int z, float value) {
    for (int r = 0; r < rows; r++) {
      int n = first + r * more;
      for (int i = n; i % LENGTH != 0; i++) {
        memory[z + r * stride + i] = value;
      }
    }
  }

  void maxima(int rows, int first, int more, int stride, int z, int maxima) {
    for (int r = 0; r < rows; r++) {
      int row = z + r * stride;
      FloatVector greatest = broadcast(SPECIES, MASKED);
      for (int i = 0; i < first + r * more; i += LENGTH) {
        FloatVector value = fromArray(SPECIES, memory, row + i);
        greatest = greatest.blend(value, value.compare(GT, greatest));
      }
      greatest.intoArray(lanes, 0);
      memory[maxima + r] = greatestLane(MASKED);
    }
  }

  private float greatestLane(float start) {
    float greatest = start;
    for (int lane = 0; lane < LENGTH; lane++) {
      greatest = lanes[lane] > greatest ? lanes[lane] : greatest;
    }
    return greatest;
  }

  /**
   * z = e^((z - maximum) scale), scales[r] = 1 / the sum; the maxima are read from where scales go.
   */
  void exponentials(int rows, int first, int more, float scale, int stride, int z, int scales) {
    for (int r = 0; r < rows; r++) {
      int row = z + r * stride;
      FloatVector maximum = broadcast(SPECIES, memory[scales + r] * scale);
      for (int lane = 0; lane < LANES; lane += LENGTH) {
        FloatVector sum = zero(SPECIES);
        for (int i = lane; i < first + r * more; i += LANES) {
          FloatVector value = fromArray(SPECIES, memory, row + i);
          FloatVector held = value.mul(scale).sub(maximum).min(EXP_MAX).max(EXP_MIN);
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
          power.intoArray(memory, row + i);
          sum = sum.add(power);
        }
        sum.intoArray(lanes, lane);
      }
      memory[scales + r] = 1f / FloatMath.fold(lanes);
    }
  }

  void scale(int rows, int first, int more, int stride, int z, int scales) {
    for (int r = 0; r < rows; r++) {
      int row = z + r * stride;
      FloatVector scale = broadcast(SPECIES, memory[scales + r]);
      for (int i = 0; i < first + r * more; i += LENGTH) {
        fromArray(SPECIES, memory, row + i).mul(scale).intoArray(memory, row + i);
      }
    }
  }

  /** From the last value of each row to its end. */
  void clear(int rows, int first, int more, int stride, int z) {
    FloatVector zero = zero(SPECIES);
    for (int r = 0; r < rows; r++) {
      int row = z + r * stride;
      int i = first + r * more;
      for (; i % LENGTH != 0; i++) {
        memory[row + i] = 0f;
      }
      for (; i < stride; i += LENGTH) {
        zero.intoArray(memory, row + i);
      }
    }
  }

  /** sums[r] = the sum of p d. */
  void products(int rows, int first, int more, int stride, int p, int d, int sums) {
    for (int r = 0; r < rows; r++) {
      int at = r * stride;
      for (int lane = 0; lane < LANES; lane += LENGTH) {
        FloatVector sum = zero(SPECIES);
        for (int i = at + lane; i < at + first + r * more; i += LANES) {
          sum = fromArray(SPECIES, memory, p + i).fma(fromArray(SPECIES, memory, d + i), sum);
        }
        sum.intoArray(lanes, lane);
      }
      memory[sums + r] = FloatMath.fold(lanes);
    }
  }

  /** d = scale p (d - sums[r]). */
  void gradient(int rows, int first, int more, float scale, int stride, int p, int d, int sums) {
    for (int r = 0; r < rows; r++) {
      int at = r * stride;
      FloatVector sum = broadcast(SPECIES, memory[sums + r]);
      for (int i = at; i < at + first + r * more; i += LENGTH) {
        fromArray(SPECIES, memory, d + i)
            .sub(sum)
            .mul(fromArray(SPECIES, memory, p + i))
            .mul(scale)
            .intoArray(memory, d + i);
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
    for (; i + LENGTH <= n; i += LENGTH) {
      FloatVector value = fromArray(SPECIES, memory, row + i);
      greatest = greatest.blend(value, value.compare(GT, greatest));
    }
    greatest.intoArray(lanes, 0);
    float rest = MASKED;
    for (; i < n; i++) {
      float value = memory[row + i];
      rest = value > rest ? value : rest;
    }
    return greatestLane(rest);
  }

  private void subtract(int n, float value, int row) {
    int i = 0;
    for (; i + LENGTH <= n; i += LENGTH) {
      fromArray(SPECIES, memory, row + i).sub(value).intoArray(memory, row + i);
    }
    for (; i < n; i++) {
      int at = row + i;
      memory[at] = memory[at] - value;
    }
  }

  void scaledDifference(int n, int p, float subtrahend, float scale, int d) {
    int i = 0;
    for (; i + LENGTH <= n; i += LENGTH) {
      fromArray(SPECIES, memory, p + i).sub(subtrahend).mul(scale).intoArray(memory, d + i);
    }
    for (; i < n; i++) {
      float difference = memory[p + i] - subtrahend;
      memory[d + i] = difference * scale;
    }
  }

  void sums(int rows, int width, int x, int sums) {
    for (int r = 0; r < rows; r++) {
      memory[sums + r] = along.sum(width, x + r * width);
    }
  }

  void divide(int rows, int width, int sums, int z) {
    for (int r = 0; r < rows; r++) {
      int row = z + r * width;
      float scale = 1f / memory[sums + r];
      int i = 0;
      for (; i + LENGTH <= width; i += LENGTH) {
        fromArray(SPECIES, memory, row + i).mul(scale).intoArray(memory, row + i);
      }
      for (; i < width; i++) {
        int at = row + i;
        memory[at] = memory[at] * scale;
      }
    }
  }
}
