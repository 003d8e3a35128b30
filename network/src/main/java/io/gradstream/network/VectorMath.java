package io.gradstream.network;

import static io.gradstream.network.FloatMath.BIAS;
import static io.gradstream.network.FloatMath.EXP_0;
import static io.gradstream.network.FloatMath.EXP_1;
import static io.gradstream.network.FloatMath.EXP_2;
import static io.gradstream.network.FloatMath.EXP_3;
import static io.gradstream.network.FloatMath.EXP_4;
import static io.gradstream.network.FloatMath.EXP_5;
import static io.gradstream.network.FloatMath.EXP_MAX;
import static io.gradstream.network.FloatMath.EXP_MIN;
import static io.gradstream.network.FloatMath.LN2_HIGH;
import static io.gradstream.network.FloatMath.LN2_LOW;
import static io.gradstream.network.FloatMath.LOG2_E;
import static io.gradstream.network.FloatMath.LOG_0;
import static io.gradstream.network.FloatMath.LOG_1;
import static io.gradstream.network.FloatMath.LOG_2;
import static io.gradstream.network.FloatMath.LOG_3;
import static io.gradstream.network.FloatMath.LOG_4;
import static io.gradstream.network.FloatMath.LOG_5;
import static io.gradstream.network.FloatMath.LOG_6;
import static io.gradstream.network.FloatMath.LOG_7;
import static io.gradstream.network.FloatMath.LOG_8;
import static io.gradstream.network.FloatMath.MANTISSA;
import static io.gradstream.network.FloatMath.NEGLIGIBLE;
import static io.gradstream.network.FloatMath.ROUND;
import static io.gradstream.network.FloatMath.ROUND_BITS;
import static io.gradstream.network.FloatMath.SQRT_HALF_BITS;
import static io.gradstream.network.FloatMath.TANH_0;
import static io.gradstream.network.FloatMath.TANH_1;
import static io.gradstream.network.FloatMath.TANH_2;
import static io.gradstream.network.FloatMath.TANH_3;
import static io.gradstream.network.FloatMath.TANH_4;
import static io.gradstream.network.FloatMath.TANH_SMALL;
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** {@link FloatMath}, eight at a time, operation by operation. */
final class VectorMath {

  private VectorMath() {}

  static FloatVector flush(FloatVector x) {
    return x.blend(0f, x.lanewise(ABS).compare(LT, NEGLIGIBLE));
  }

  static FloatVector exp(FloatVector x) {
    FloatVector held = x.min(EXP_MAX).max(EXP_MIN);
    FloatVector rounded = held.fma(all(LOG2_E), all(ROUND));
    FloatVector n = rounded.sub(ROUND);
    FloatVector r = n.fma(all(-LN2_LOW), n.fma(all(-LN2_HIGH), held));
    FloatVector p = all(EXP_5);
    p = p.fma(r, all(EXP_4));
    p = p.fma(r, all(EXP_3));
    p = p.fma(r, all(EXP_2));
    p = p.fma(r, all(EXP_1));
    p = p.fma(r, all(EXP_0));
    FloatVector power = p.fma(r.mul(r), r).add(1f);
    IntVector exponent = rounded.reinterpretAsInts().add(BIAS - ROUND_BITS);
    return power.mul(exponent.lanewise(LSHL, MANTISSA).reinterpretAsFloats());
  }

  static FloatVector sigmoid(FloatVector x) {
    return all(1f).div(exp(x.neg()).add(1f));
  }

  static FloatVector tanh(FloatVector x) {
    return tanhLarge(x).blend(tanhSmall(x), x.lanewise(ABS).compare(LT, TANH_SMALL));
  }

  private static FloatVector tanhSmall(FloatVector x) {
    FloatVector z = x.mul(x);
    FloatVector p = all(TANH_4);
    p = p.fma(z, all(TANH_3));
    p = p.fma(z, all(TANH_2));
    p = p.fma(z, all(TANH_1));
    p = p.fma(z, all(TANH_0));
    return p.mul(z).fma(x, x);
  }

  private static FloatVector tanhLarge(FloatVector x) {
    return all(1f).sub(all(2f).div(exp(x.add(x)).add(1f)));
  }

  static FloatVector log(FloatVector x) {
    IntVector bits = x.reinterpretAsInts();
    IntVector exponent = bits.sub(SQRT_HALF_BITS).lanewise(ASHR, MANTISSA);
    FloatVector f = bits.sub(exponent.lanewise(LSHL, MANTISSA)).reinterpretAsFloats().sub(1f);
    FloatVector z = f.mul(f);
    FloatVector p = all(LOG_8);
    p = p.fma(f, all(LOG_7));
    p = p.fma(f, all(LOG_6));
    p = p.fma(f, all(LOG_5));
    p = p.fma(f, all(LOG_4));
    p = p.fma(f, all(LOG_3));
    p = p.fma(f, all(LOG_2));
    p = p.fma(f, all(LOG_1));
    p = p.fma(f, all(LOG_0));
    FloatVector n = (FloatVector) exponent.convert(I2F, 0);
    FloatVector tail = n.fma(all(LN2_LOW), f.mul(z).mul(p));
    tail = z.fma(all(-0.5f), tail);
    return n.fma(all(LN2_HIGH), f.add(tail)).add(x.sub(x));
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(VectorKernels.SPECIES, value);
  }
}
