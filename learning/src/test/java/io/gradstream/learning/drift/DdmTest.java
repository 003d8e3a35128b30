package io.gradstream.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class DdmTest {

  @Test
  void warnsBeforeItTellsADrift() {
    Ddm detector = DdmConfig.DEFAULT.detector();
    int warned = -1;
    int told = -1;
    for (int i = 0; told < 0; i++) {
      Signal signal = detector.add(i < 1000 ? (i % 10 == 0 ? 1 : 0) : 1);
      if (signal == Signal.WARNING && warned < 0) {
        warned = i;
      } else if (signal == Signal.DRIFT) {
        told = i;
      }
    }
    assertThat(warned).isBetween(1000, told - 1);
    assertThat(told).isLessThan(1050);
  }

  @Test
  void saysNothingBeforeItHasSeenEnough() {
    Ddm detector = new DdmConfig(500, 2, 3).detector();
    for (int i = 0; i < 499; i++) {
      assertThat(detector.add(i < 200 ? 0 : 1)).isEqualTo(Signal.NONE);
      assertThat(detector.threshold()).isInfinite();
    }
  }

  @Test
  void whatIsNoErrorIsRefused() {
    Ddm detector = DdmConfig.DEFAULT.detector();

    assertThatThrownBy(() -> detector.add(0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an error must be 0 or 1: 0.5");
    assertThat(detector.state()).isEqualTo(DdmConfig.DEFAULT.detector().state());
  }
}
