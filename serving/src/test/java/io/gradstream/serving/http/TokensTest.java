package io.gradstream.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

  /** What {@code printf open-sesame-12345 | sha256sum} prints. */
  private static final String HASH =
      "3ad39f0021e8467ade9550ebb678666751f5c43ac9a3608271eeaabdd4fe0026";

  @Test
  void usageExample() {
    Tokens tokens =
        Tokens.read(
            List.of(
                "# who may do what",
                "read    dashboard-0123456789  # the dashboard's",
                "learn   feedback~0123456789",
                "",
                "control operator~0123456789=="));

    assertThat(tokens.access("dashboard-0123456789")).contains(Access.READ);
    assertThat(tokens.access("feedback~0123456789")).contains(Access.LEARN);
    assertThat(tokens.access("operator~0123456789==")).contains(Access.CONTROL);
    assertThat(tokens.access("nobody-0123456789")).isEmpty();
  }

  @Test
  void aHashStandsForItsToken() {
    Tokens tokens =
        Tokens.read(
            List.of(
                "read sha256:" + HASH, "read sha256:" + HASH.toUpperCase(java.util.Locale.ROOT)));

    assertThat(tokens.access("open-sesame-12345")).contains(Access.READ);
    assertThat(tokens.access(HASH)).isEmpty();
    assertThat(tokens.access("sha256:" + HASH)).isEmpty();
  }

  @Test
  void aTokenGivenTwiceMayDoTheMoreOfBoth() {
    List<String> lines = List.of("control same-token-of-both", "read same-token-of-both");
    assertThat(Tokens.read(lines).access("same-token-of-both")).contains(Access.CONTROL);
  }

  @Test
  void anEmptyFileLetsNobodyIn() {
    assertThat(Tokens.read(List.of()).access("")).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read",
        "write opensesame-0123456789",
        "opensesame-0123456789",
        "read opensesame",
        "read opensesame 0123456789",
        "read opensesame-ümläut-01234",
        "read sha256:opensesame",
        "READ opensesame-0123456789"
      })
  void aWrongLineIsNamedByItsNumberAndNotRepeated(String line) {
    assertThatThrownBy(() -> Tokens.read(List.of("# first", line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("line 2 must ")
        .hasMessageNotContaining("opensesame");
  }
}
