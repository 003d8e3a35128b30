package io.gradstream.network.kernels;

/**
 * Transcendental functions of our own, a few ulps wide: polynomials of explicit mul, add and fma,
 * so that interpreted, compiled, scalar and vector code agree on every bit. Ranges and coefficients
 * are those of Cephes (S. L. Moshier, expf, tanhf, logf). {@code VectorFunctions} is the same, a
 * vector at a time: change both.
 */
public final class FloatMath {

  /** Beyond, a sigmoid or softmax says nothing, and its products would be subnormal: slow. */
  static final float EXP_MAX = 60.0f;

  static final float EXP_MIN = -60.0f;
  static final float LOG2_E = 1.44269504f;

  /** 1.5 * 2^23: adding it rounds to an integer, which then lies in the low bits. */
  static final float ROUND = 12582912f;

  static final int ROUND_BITS = 0x4B400000;
  static final int BIAS = 127;
  static final int MANTISSA = 23;

  /** ln 2 in two parts; the first has few bits, so that its multiples are exact. */
  static final float LN2_HIGH = 0.693359375f;

  static final float LN2_LOW = -2.12194440e-4f;

  static final float EXP_5 = 1.9875691500e-4f;
  static final float EXP_4 = 1.3981999507e-3f;
  static final float EXP_3 = 8.3334519073e-3f;
  static final float EXP_2 = 4.1665795894e-2f;
  static final float EXP_1 = 1.6666665459e-1f;
  static final float EXP_0 = 5.0000001201e-1f;

  /** From here on tanh is 1 in single precision. */
  static final float TANH_MAX = 9f;

  static final float TANH_P4 = 1.3354634731399528e-8f;
  static final float TANH_P3 = 2.060906081169378e-5f;
  static final float TANH_P2 = 3.4955868031829596e-3f;
  static final float TANH_P1 = 1.3381025195121765e-1f;
  static final float TANH_Q4 = 7.776546908644377e-7f;
  static final float TANH_Q3 = 3.285632701590657e-4f;
  static final float TANH_Q2 = 2.5876976549625397e-2f;
  static final float TANH_Q1 = 4.6714338660240173e-1f;

  /** 2 sqrt(2 / pi), and 0.044715 times that. */
  static final float GELU_1 = 1.5957691216f;

  static final float GELU_3 = 0.0713548163f;

  /** From here on gelu is the identity in single precision, below its negative 0. */
  static final float GELU_MAX = 10f;

  static final float LEAK = 0.01f;

  /** Bits of sqrt(1/2): the logarithm's mantissa lies between it and sqrt(2). */
  static final int SQRT_HALF_BITS = 0x3F3504F3;

  static final float LOG_8 = 7.0376836292e-2f;
  static final float LOG_7 = -1.1514610310e-1f;
  static final float LOG_6 = 1.1676998740e-1f;
  static final float LOG_5 = -1.2420140846e-1f;
  static final float LOG_4 = 1.4249322787e-1f;
  static final float LOG_3 = -1.6668057665e-1f;
  static final float LOG_2 = 2.0000714765e-1f;
  static final float LOG_1 = -2.4999993993e-1f;
  static final float LOG_0 = 3.3333331174e-1f;

  private FloatMath() {}

  /**
   * Below, a moment counts as 0. Moments of weights that get no gradient decay; left alone they
   * would stay subnormal for ever, and an operation on one costs as much as a hundred others.
   */
  static final float NEGLIGIBLE = 1e-30f;

  static float flush(float x) {
    return Math.abs(x) < NEGLIGIBLE ? 0f : x;
  }

  /** e^x, with x held in [EXP_MIN, EXP_MAX]: never 0, never infinite; NaN stays NaN. */
  public static float exp(float x) {
    float held = Math.max(Math.min(x, EXP_MAX), EXP_MIN);
    float rounded = Math.fma(held, LOG2_E, ROUND);
    float k = rounded - ROUND;
    float r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, held)); // held = k ln 2 + r
    float p = EXP_5;
    p = Math.fma(p, r, EXP_4);
    p = Math.fma(p, r, EXP_3);
    p = Math.fma(p, r, EXP_2);
    p = Math.fma(p, r, EXP_1);
    p = Math.fma(p, r, EXP_0);
    float power = Math.fma(p, r * r, r) + 1f;
    int exponent = Float.floatToRawIntBits(rounded) + (BIAS - ROUND_BITS);
    return power * Float.intBitsToFloat(exponent << MANTISSA);
  }

  static float sigmoid(float x) {
    return 1f / (1f + exp(-x));
  }

  /** x P(x^2) / Q(x^2), fitted to the relative error on [0, TANH_MAX] by least squares. */
  static float tanh(float x) {
    float held = Math.max(Math.min(x, TANH_MAX), -TANH_MAX);
    float z = held * held;
    float p = TANH_P4;
    p = Math.fma(p, z, TANH_P3);
    p = Math.fma(p, z, TANH_P2);
    p = Math.fma(p, z, TANH_P1);
    p = Math.fma(p, z, 1f);
    float q = TANH_Q4;
    q = Math.fma(q, z, TANH_Q3);
    q = Math.fma(q, z, TANH_Q2);
    q = Math.fma(q, z, TANH_Q1);
    q = Math.fma(q, z, 1f);
    return Math.max(Math.min(held * p / q, 1f), -1f);
  }

  /**
   * z s, s = (1 + tanh(u)) / 2 = sigmoid(2 u), u = sqrt(2 / pi) (z + 0.044715 z^3); Hendrycks and
   * Gimpel 2016.
   */
  static float gelu(float z) {
    return z * sigmoid(z * Math.fma(z * z, GELU_3, GELU_1));
  }

  /** gelu'(z) = s + 2 u' z s (1 - s), with 1 - s = s e^(-2 u), which cancels nothing. */
  static float geluSlope(float z) {
    float held = Math.max(Math.min(z, GELU_MAX), -GELU_MAX);
    float square = held * held;
    float e = exp(-(held * Math.fma(square, GELU_3, GELU_1)));
    float s = 1f / (1f + e);
    float slope = Math.fma(square, 3f * GELU_3, GELU_1);
    return Math.fma(held * slope, s * e * s, s);
  }

  /** z sigmoid(z). */
  static float silu(float z) {
    return z * sigmoid(z);
  }

  /** silu'(z) = s + z s (1 - s), s = sigmoid(z). */
  static float siluSlope(float z) {
    float e = exp(-z);
    float s = 1f / (1f + e);
    return Math.fma(z, s * e * s, s);
  }

  /** ln x of a positive normal x; NaN where x is not finite. */
  public static float log(float x) {
    int bits = Float.floatToRawIntBits(x);
    int exponent = (bits - SQRT_HALF_BITS) >> MANTISSA;
    float f = Float.intBitsToFloat(bits - (exponent << MANTISSA)) - 1f; // x = 2^exponent (1 + f)
    float z = f * f;
    float p = LOG_8;
    p = Math.fma(p, f, LOG_7);
    p = Math.fma(p, f, LOG_6);
    p = Math.fma(p, f, LOG_5);
    p = Math.fma(p, f, LOG_4);
    p = Math.fma(p, f, LOG_3);
    p = Math.fma(p, f, LOG_2);
    p = Math.fma(p, f, LOG_1);
    p = Math.fma(p, f, LOG_0);
    float k = exponent;
    float tail = Math.fma(k, LN2_LOW, f * z * p);
    tail = Math.fma(-0.5f, z, tail);
    return Math.fma(k, LN2_HIGH, f + tail) + (x - x);
  }

  /** The one order in which the {@link Kernels#LANES} lanes of a sum are joined. */
  public static float fold(float[] lanes, int at) {
    float first = (lanes[at] + lanes[at + 8]) + (lanes[at + 4] + lanes[at + 12]);
    float second = (lanes[at + 1] + lanes[at + 9]) + (lanes[at + 5] + lanes[at + 13]);
    float third = (lanes[at + 2] + lanes[at + 10]) + (lanes[at + 6] + lanes[at + 14]);
    float fourth = (lanes[at + 3] + lanes[at + 11]) + (lanes[at + 7] + lanes[at + 15]);
    return (first + third) + (second + fourth);
  }

  static float fold(float[] lanes) {
    return fold(lanes, 0);
  }
}
