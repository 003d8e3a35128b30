package io.gradstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class HashesTest {

  /**
   * The numbers of seed 1234567 as {@code rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64}.
   */
  @Test
  void splitMixDrawsThePublishedNumbers() {
    String[] published = {
      "6457827717110365317",
      "3203168211198807973",
      "9817491932198370423",
      "4593380528125082431",
      "16408922859458223821"
    };
    for (int i = 0; i < published.length; i++) {
      long state = 1234567 + SplitMix64.GOLDEN * (i + 1);
      assertThat(Long.toUnsignedString(SplitMix64.mix(state))).isEqualTo(published[i]);
    }
  }

  /** The first numbers of seed 0, as the generators seeded by it (xoshiro, Java's) quote them. */
  @Test
  void anIndexNamesANumberOfSeedZero() {
    assertThat(SplitMix64.at(1)).isEqualTo(0xE220A8397B1DCDAFL);
    assertThat(SplitMix64.at(2)).isEqualTo(0x6E789E6AA1B965F4L);
    assertThat(SplitMix64.at(3)).isEqualTo(0x06C45D188009454FL);
    assertThat(SplitMix64.at(0)).isZero();
  }

  /** The vectors of draft-eastlake-fnv, 64 bits. */
  @Test
  void fnvGivesThePublishedHashes() {
    assertThat(fnv("")).isEqualTo(0xCBF29CE484222325L);
    assertThat(fnv("a")).isEqualTo(0xAF63DC4C8601EC8CL);
    assertThat(fnv("foobar")).isEqualTo(0x85944171F73967E8L);
  }

  @Test
  void fnvGoesOnFromAHash() {
    byte[] bytes = "bar, and what is left out".getBytes(StandardCharsets.UTF_8);
    assertThat(Fnv64.add(bytes, 3, fnv("foo"))).isEqualTo(fnv("foobar"));
  }

  private static long fnv(String text) {
    return Fnv64.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
