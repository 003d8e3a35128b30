package io.gradstream.network.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FloatMathTest {

  private static final double ULP = Math.ulp(1f);

  @Test
  void expIsWithinTwoUlps() {
    for (double x = FloatMath.EXP_MIN; x <= FloatMath.EXP_MAX; x += 0.0037) {
      double expected = Math.exp((float) x);
      assertThat((double) FloatMath.exp((float) x)).isCloseTo(expected, within(2 * ULP * expected));
    }
  }

  @Test
  void tanhIsWithinFourUlps() {
    for (double x = -12; x <= 12; x += 0.0007) {
      double expected = Math.tanh((float) x);
      assertThat((double) FloatMath.tanh((float) x))
          .isCloseTo(expected, within(4 * ULP * Math.abs(expected) + 1e-30));
    }
  }

  @Test
  void logIsWithinTwoUlps() {
    for (double x = 1e-30; x < 1e30; x *= 1.003) {
      double expected = Math.log((float) x);
      assertThat((double) FloatMath.log((float) x))
          .isCloseTo(expected, within(2 * ULP * Math.max(Math.abs(expected), 1e-1)));
    }
    assertThat(FloatMath.log(1f)).isZero();
  }

  @Test
  void geluAndSiluAndTheirSlopesFollowTheirFormulas() {
    for (double x = -20; x <= 20; x += 0.0037) {
      double z = (float) x;
      double u = Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z);
      double t = Math.tanh(u);
      double slope = Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * z * z);
      double s = 1 / (1 + Math.exp(-z));
      assertNear(FloatMath.gelu((float) x), 0.5 * z * (1 + t));
      assertNear(FloatMath.geluSlope((float) x), 0.5 * (1 + t) + 0.5 * z * (1 - t * t) * slope);
      assertNear(FloatMath.silu((float) x), z * s);
      assertNear(FloatMath.siluSlope((float) x), s * (1 + z * (1 - s)));
    }
    assertThat(FloatMath.geluSlope(1e30f)).isEqualTo(1f);
    assertThat(FloatMath.geluSlope(-1e30f)).isBetween(-1e-20f, 0f);
  }

  private static void assertNear(float actual, double expected) {
    assertThat((double) actual)
        .isCloseTo(expected, within(8 * ULP * Math.max(1, Math.abs(expected))));
  }

  @Test
  void sigmoidStaysInsideItsBounds() {
    assertThat(FloatMath.sigmoid(0f)).isEqualTo(0.5f);
    assertThat(FloatMath.sigmoid(-1e9f)).isBetween(Float.MIN_NORMAL, 1e-20f);
    assertThat(FloatMath.sigmoid(1e9f)).isEqualTo(1f);
  }

  @Test
  void whatIsNoNumberStaysNone() {
    assertThat(FloatMath.exp(Float.NaN)).isNaN();
    assertThat(FloatMath.tanh(Float.NaN)).isNaN();
    assertThat(FloatMath.sigmoid(Float.NaN)).isNaN();
    assertThat(FloatMath.log(Float.NaN)).isNaN();
    assertThat(FloatMath.log(Float.POSITIVE_INFINITY)).isNaN();
  }
}
