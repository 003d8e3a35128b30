package io.gradstream.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PercentilesTest {

  @Test
  void takesTheNearestRank() {
    double[] hundredDown = new double[100];
    Arrays.setAll(hundredDown, i -> 100 - i);

    assertThat(Percentiles.of(hundredDown)).isEqualTo(new Percentiles(50, 99));
    assertThat(Percentiles.of(new double[] {7})).isEqualTo(new Percentiles(7, 7));
  }

  @Test
  void refusesToMeasureNothing() {
    assertThatThrownBy(() -> Percentiles.of(new double[0])).hasMessageContaining("no durations");
  }
}
