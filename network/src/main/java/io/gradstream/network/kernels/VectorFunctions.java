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
import static io.gradstream.network.kernels.FloatMath.LN2_HIGH;
import static io.gradstream.network.kernels.FloatMath.LN2_LOW;
import static io.gradstream.network.kernels.FloatMath.LOG2_E;
import static io.gradstream.network.kernels.FloatMath.LOG_0;
import static io.gradstream.network.kernels.FloatMath.LOG_1;
import static io.gradstream.network.kernels.FloatMath.LOG_2;
import static io.gradstream.network.kernels.FloatMath.LOG_3;
import static io.gradstream.network.kernels.FloatMath.LOG_4;
import static io.gradstream.network.kernels.FloatMath.LOG_5;
import static io.gradstream.network.kernels.FloatMath.LOG_6;
import static io.gradstream.network.kernels.FloatMath.LOG_7;
import static io.gradstream.network.kernels.FloatMath.LOG_8;
import static io.gradstream.network.kernels.FloatMath.MANTISSA;
import static io.gradstream.network.kernels.FloatMath.ROUND;
import static io.gradstream.network.kernels.FloatMath.ROUND_BITS;
import static io.gradstream.network.kernels.FloatMath.SQRT_HALF_BITS;
import static io.gradstream.network.kernels.FloatMath.TANH_MAX;
import static io.gradstream.network.kernels.FloatMath.TANH_P1;
import static io.gradstream.network.kernels.FloatMath.TANH_P2;
import static io.gradstream.network.kernels.FloatMath.TANH_P3;
import static io.gradstream.network.kernels.FloatMath.TANH_P4;
import static io.gradstream.network.kernels.FloatMath.TANH_Q1;
import static io.gradstream.network.kernels.FloatMath.TANH_Q2;
import static io.gradstream.network.kernels.FloatMath.TANH_Q3;
import static io.gradstream.network.kernels.FloatMath.TANH_Q4;
import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.NEG;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * {@link FloatMath}, a vector at a time, operation by operation, in place. Vectors never cross a
 * method of ours: see {@link VectorKernels}. Lengths are multiples of {@link VectorKernels#LENGTH}.
 */
final class VectorFunctions {

  private final float[] memory;

  VectorFunctions(float[] memory) {
    this.memory = memory;
  }

  void exp(int n, int at) {
    for (int i = at; i + LENGTH <= at + n; i += LENGTH) {
      FloatVector x = fromArray(SPECIES, memory, i);
      FloatVector held = x.min(EXP_MAX).max(EXP_MIN);
      FloatVector rounded = held.fma(broadcast(SPECIES, LOG2_E), broadcast(SPECIES, ROUND));
      FloatVector k = rounded.sub(ROUND);
      FloatVector r =
          k.fma(broadcast(SPECIES, -LN2_LOW), k.fma(broadcast(SPECIES, -LN2_HIGH), held));
      FloatVector p = broadcast(SPECIES, EXP_5);
      p = p.fma(r, broadcast(SPECIES, EXP_4));
      p = p.fma(r, broadcast(SPECIES, EXP_3));
      p = p.fma(r, broadcast(SPECIES, EXP_2));
      p = p.fma(r, broadcast(SPECIES, EXP_1));
      p = p.fma(r, broadcast(SPECIES, EXP_0));
      FloatVector power = p.fma(r.mul(r), r).add(1f);
      IntVector exponent = rounded.reinterpretAsInts().add(BIAS - ROUND_BITS);
      power.mul(exponent.lanewise(LSHL, MANTISSA).reinterpretAsFloats()).intoArray(memory, i);
    }
  }

  /** 1 / (1 + e^-x). */
  void sigmoid(int n, int at) {
    negate(n, at);
    exp(n, at);
    invertOnePlus(n, at);
  }

  private void negate(int n, int at) {
    for (int i = at; i + LENGTH <= at + n; i += LENGTH) {
      fromArray(SPECIES, memory, i).lanewise(NEG).intoArray(memory, i);
    }
  }

  private void invertOnePlus(int n, int at) {
    for (int i = at; i + LENGTH <= at + n; i += LENGTH) {
      FloatVector e = fromArray(SPECIES, memory, i);
      broadcast(SPECIES, 1f).div(e.add(1f)).intoArray(memory, i);
    }
  }

  void tanh(int n, int at) {
    for (int i = at; i + LENGTH <= at + n; i += LENGTH) {
      FloatVector x = fromArray(SPECIES, memory, i);
      FloatVector held = x.min(TANH_MAX).max(-TANH_MAX);
      FloatVector z = held.mul(held);
      FloatVector p = broadcast(SPECIES, TANH_P4);
      p = p.fma(z, broadcast(SPECIES, TANH_P3));
      p = p.fma(z, broadcast(SPECIES, TANH_P2));
      p = p.fma(z, broadcast(SPECIES, TANH_P1));
      p = p.fma(z, broadcast(SPECIES, 1f));
      FloatVector q = broadcast(SPECIES, TANH_Q4);
      q = q.fma(z, broadcast(SPECIES, TANH_Q3));
      q = q.fma(z, broadcast(SPECIES, TANH_Q2));
      q = q.fma(z, broadcast(SPECIES, TANH_Q1));
      q = q.fma(z, broadcast(SPECIES, 1f));
      held.mul(p).div(q).min(1f).max(-1f).intoArray(memory, i);
    }
  }

  void log(int n, int at) {
    for (int i = at; i + LENGTH <= at + n; i += LENGTH) {
      FloatVector x = fromArray(SPECIES, memory, i);
      IntVector bits = x.reinterpretAsInts();
      IntVector exponent = bits.sub(SQRT_HALF_BITS).lanewise(ASHR, MANTISSA);
      FloatVector f = bits.sub(exponent.lanewise(LSHL, MANTISSA)).reinterpretAsFloats().sub(1f);
      FloatVector z = f.mul(f);
      FloatVector p = broadcast(SPECIES, LOG_8);
      p = p.fma(f, broadcast(SPECIES, LOG_7));
      p = p.fma(f, broadcast(SPECIES, LOG_6));
      p = p.fma(f, broadcast(SPECIES, LOG_5));
      p = p.fma(f, broadcast(SPECIES, LOG_4));
      p = p.fma(f, broadcast(SPECIES, LOG_3));
      p = p.fma(f, broadcast(SPECIES, LOG_2));
      p = p.fma(f, broadcast(SPECIES, LOG_1));
      p = p.fma(f, broadcast(SPECIES, LOG_0));
      FloatVector k = (FloatVector) exponent.convert(I2F, 0);
      FloatVector tail = k.fma(broadcast(SPECIES, LN2_LOW), f.mul(z).mul(p));
      tail = z.fma(broadcast(SPECIES, -0.5f), tail);
      k.fma(broadcast(SPECIES, LN2_HIGH), f.add(tail)).add(x.sub(x)).intoArray(memory, i);
    }
  }
}
