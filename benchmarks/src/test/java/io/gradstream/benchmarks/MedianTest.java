package io.gradstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MedianTest {

  @Test
  void isTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
    assertThat(Median.of(new double[] {9, 1, 5})).isEqualTo(5);
    assertThat(Median.of(new double[] {9, 1, 5, 2})).isEqualTo(3.5);
  }

  @Test
  void leavesTheMeasurementsInTheirOrder() {
    double[] measured = {3, 1, 2};
    Median.of(measured);
    assertThat(measured).containsExactly(3, 1, 2);
  }

  @Test
  void needsAMeasurement() {
    assertThatThrownBy(() -> Median.of(new double[0])).isInstanceOf(IllegalArgumentException.class);
  }
}
