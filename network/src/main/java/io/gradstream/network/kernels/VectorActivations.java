package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.FloatMath.BIAS;
import static io.gradstream.network.kernels.FloatMath.EXP_0;
import static io.gradstream.network.kernels.FloatMath.EXP_1;
import static io.gradstream.network.kernels.FloatMath.EXP_2;
import static io.gradstream.network.kernels.FloatMath.EXP_3;
import static io.gradstream.network.kernels.FloatMath.EXP_4;
import static io.gradstream.network.kernels.FloatMath.EXP_5;
import static io.gradstream.network.kernels.FloatMath.EXP_MAX;
import static io.gradstream.network.kernels.FloatMath.EXP_MIN;
import static io.gradstream.network.kernels.FloatMath.GELU_1;
import static io.gradstream.network.kernels.FloatMath.GELU_3;
import static io.gradstream.network.kernels.FloatMath.GELU_MAX;
import static io.gradstream.network.kernels.FloatMath.LEAK;
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
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Activations but for those of one operation or one function, by the rules of {@link
 * VectorKernels}. Lengths are multiples of {@link VectorKernels#LENGTH}, but for a row of softmax.
 */
final class VectorActivations {

  /** Floats that stay in the first cache from one loop over them to the next. */
  private static final int BLOCK = 1024;

  private final float[] memory;
  private final VectorFunctions functions;
  private final float[] lanes = new float[LANES];

  VectorActivations(float[] memory, VectorFunctions functions) {
    this.memory = memory;
    this.functions = functions;
  }

  void leakyRelu(int n, int z) {
    for (int i = z; i < z + n; i += LENGTH) {
      FloatVector value = fromArray(SPECIES, memory, i);
      value.blend(value.mul(LEAK), value.compare(LT, 0f)).intoArray(memory, i);
    }
  }

  void leakyReluGradient(int n, int y, int d) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector delta = fromArray(SPECIES, memory, d + i);
      delta
          .mul(LEAK)
          .blend(delta, fromArray(SPECIES, memory, y + i).compare(GT, 0f))
          .intoArray(memory, d + i);
    }
  }

  void gelu(int n, int z, int y) {
    for (int i = 0; i < n; i += BLOCK) {
      int block = Math.min(BLOCK, n - i);
      geluArgument(block, z + i, y + i);
      functions.sigmoid(block, y + i);
      multiply(block, z + i, y + i);
    }
  }

  /** y = z (GELU_3 z^2 + GELU_1). */
  private void geluArgument(int n, int z, int y) {
    FloatVector linear = broadcast(SPECIES, GELU_1);
    FloatVector cubic = broadcast(SPECIES, GELU_3);
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector value = fromArray(SPECIES, memory, z + i);
      value.mul(value.mul(value).fma(cubic, linear)).intoArray(memory, y + i);
    }
  }

  /** z = gelu'(z). */
  void geluSlope(int n, int z) {
    FloatVector one = broadcast(SPECIES, 1f);
    for (int i = z; i < z + n; i += LENGTH) {
      FloatVector held = fromArray(SPECIES, memory, i).min(GELU_MAX).max(-GELU_MAX);
      FloatVector square = held.mul(held);
      FloatVector x =
          held.mul(square.fma(broadcast(SPECIES, GELU_3), broadcast(SPECIES, GELU_1)))
              .lanewise(NEG)
              .min(EXP_MAX)
              .max(EXP_MIN);
      FloatVector rounded = x.fma(broadcast(SPECIES, LOG2_E), broadcast(SPECIES, ROUND));
      FloatVector k = rounded.sub(ROUND);
      FloatVector r = k.fma(broadcast(SPECIES, -LN2_LOW), k.fma(broadcast(SPECIES, -LN2_HIGH), x));
      FloatVector p = broadcast(SPECIES, EXP_5);
      p = p.fma(r, broadcast(SPECIES, EXP_4));
      p = p.fma(r, broadcast(SPECIES, EXP_3));
      p = p.fma(r, broadcast(SPECIES, EXP_2));
      p = p.fma(r, broadcast(SPECIES, EXP_1));
      p = p.fma(r, broadcast(SPECIES, EXP_0));
      FloatVector power = p.fma(r.mul(r), r).add(1f);
      IntVector exponent = rounded.reinterpretAsInts().add(BIAS - ROUND_BITS);
      FloatVector e = power.mul(exponent.lanewise(LSHL, MANTISSA).reinterpretAsFloats());
      FloatVector s = one.div(e.add(1f));
      FloatVector slope = square.fma(broadcast(SPECIES, 3f * GELU_3), broadcast(SPECIES, GELU_1));
      held.mul(slope).fma(s.mul(e).mul(s), s).intoArray(memory, i);
    }
  }

  void silu(int n, int z, int y) {
    for (int i = 0; i < n; i += BLOCK) {
      int block = Math.min(BLOCK, n - i);
      copy(block, z + i, y + i);
      functions.sigmoid(block, y + i);
      multiply(block, z + i, y + i);
    }
  }

  private void copy(int n, int x, int y) {
    for (int i = 0; i < n; i += LENGTH) {
      fromArray(SPECIES, memory, x + i).intoArray(memory, y + i);
    }
  }

  /** y *= x. */
  void multiply(int n, int x, int y) {
    for (int i = 0; i < n; i += LENGTH) {
      fromArray(SPECIES, memory, y + i)
          .mul(fromArray(SPECIES, memory, x + i))
          .intoArray(memory, y + i);
    }
  }

  /** z = silu'(z). */
  void siluSlope(int n, int z) {
    FloatVector one = broadcast(SPECIES, 1f);
    for (int i = z; i < z + n; i += LENGTH) {
      FloatVector value = fromArray(SPECIES, memory, i);
      FloatVector x = value.lanewise(NEG).min(EXP_MAX).max(EXP_MIN);
      FloatVector rounded = x.fma(broadcast(SPECIES, LOG2_E), broadcast(SPECIES, ROUND));
      FloatVector k = rounded.sub(ROUND);
      FloatVector r = k.fma(broadcast(SPECIES, -LN2_LOW), k.fma(broadcast(SPECIES, -LN2_HIGH), x));
      FloatVector p = broadcast(SPECIES, EXP_5);
      p = p.fma(r, broadcast(SPECIES, EXP_4));
      p = p.fma(r, broadcast(SPECIES, EXP_3));
      p = p.fma(r, broadcast(SPECIES, EXP_2));
      p = p.fma(r, broadcast(SPECIES, EXP_1));
      p = p.fma(r, broadcast(SPECIES, EXP_0));
      FloatVector power = p.fma(r.mul(r), r).add(1f);
      IntVector exponent = rounded.reinterpretAsInts().add(BIAS - ROUND_BITS);
      FloatVector e = power.mul(exponent.lanewise(LSHL, MANTISSA).reinterpretAsFloats());
      FloatVector s = one.div(e.add(1f));
      value.fma(s.mul(e).mul(s), s).intoArray(memory, i);
    }
  }

  /** The largest of a row. */
  float maximum(int n, int z) {
    FloatVector largest = broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    int i = 0;
    for (; i + LENGTH <= n; i += LENGTH) {
      largest = largest.max(fromArray(SPECIES, memory, z + i));
    }
    largest.intoArray(lanes, 0);
    float maximum = Float.NEGATIVE_INFINITY;
    for (int lane = 0; lane < LENGTH; lane++) {
      maximum = Math.max(maximum, lanes[lane]);
    }
    for (; i < n; i++) {
      maximum = Math.max(maximum, memory[z + i]);
    }
    return maximum;
  }

  /** z += value. */
  void shift(int n, float value, int z) {
    int i = z;
    for (; i + LENGTH <= z + n; i += LENGTH) {
      fromArray(SPECIES, memory, i).add(value).intoArray(memory, i);
    }
    for (; i < z + n; i++) {
      memory[i] = memory[i] + value;
    }
  }

  /** z *= value. */
  void scale(int n, float value, int z) {
    int i = z;
    for (; i + LENGTH <= z + n; i += LENGTH) {
      fromArray(SPECIES, memory, i).mul(value).intoArray(memory, i);
    }
    for (; i < z + n; i++) {
      memory[i] = memory[i] * value;
    }
  }

  /** d = y (d - dot). */
  void softmaxDeltas(int n, float dot, int y, int d) {
    int i = 0;
    for (; i + LENGTH <= n; i += LENGTH) {
      fromArray(SPECIES, memory, d + i)
          .sub(dot)
          .mul(fromArray(SPECIES, memory, y + i))
          .intoArray(memory, d + i);
    }
    for (; i < n; i++) {
      float delta = memory[d + i] - dot;
      memory[d + i] = delta * memory[y + i];
    }
  }
}
