package io.gradstream.network.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SplitMixTest {

  /**
   * The numbers of seed 1234567 as {@code rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64}.
   */
  @Test
  void drawsThePublishedNumbers() {
    SplitMix numbers = new SplitMix();
    numbers.seed(1234567);
    assertThat(Long.toUnsignedString(numbers.next())).isEqualTo("6457827717110365317");
    assertThat(Long.toUnsignedString(numbers.next())).isEqualTo("3203168211198807973");
    assertThat(Long.toUnsignedString(numbers.next())).isEqualTo("9817491932198370423");
    assertThat(Long.toUnsignedString(numbers.next())).isEqualTo("4593380528125082431");
    assertThat(Long.toUnsignedString(numbers.next())).isEqualTo("16408922859458223821");
  }
}
