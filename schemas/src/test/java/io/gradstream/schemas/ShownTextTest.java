package io.gradstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTextTest {

  @Test
  void aLongTextIsCutBetweenCharacters() {
    assertThat(ShownText.cut("abc", 3)).isEqualTo("abc");
    assertThat(ShownText.cut("abcd", 3)).isEqualTo("abc...");
    assertThat(ShownText.cut("ab\uD83D\uDE00d", 3)).isEqualTo("ab...");
    assertThat(ShownText.cut("ab\uD83D\uDE00d", 4)).isEqualTo("ab\uD83D\uDE00...");
  }
}
