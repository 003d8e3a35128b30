package io.gradstream.network;

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
