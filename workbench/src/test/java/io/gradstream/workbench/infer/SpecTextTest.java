package io.gradstream.workbench.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u007fb",
        "a\u0080b",
        "a\u0085b",
        "a\u009fb",
        "a\u00a0b",
        "a\u2028b",
        "a\u2029b",
        "\ufeffb",
        "a\ufffeb",
        "a\ud83d\ude00b",
        "a\\\"'#: b",
      })
  void whatIsWrittenIsReadBack(String name) {
    SpecText text = new SpecText("t", "rows", List.of("a note of " + name));
    text.events("t", "", "", "", "");
    text.feature(name, "numeric", "words of " + name);
    LearnerSpec read = read(text);
    assertThat(read.model().features())
        .extracting(feature -> feature.field())
        .containsExactly(name);
  }

  /** As comments of schemas are cut, which may fall within an emoji. */
  @ParameterizedTest
  @ValueSource(ints = {76, 77, 78, 79, 80, 81})
  void longWordsAreReadBack(int length) {
    SpecText text = new SpecText("t", "rows", List.of());
    text.events("t", "", "", "", "");
    text.feature("x", "numeric", "w".repeat(length) + "\ud83d\ude00 and more \ud83d");
    assertThat(read(text).model().features()).hasSize(1);
  }

  private static LearnerSpec read(SpecText text) {
    String yaml = text.target(new TargetChoice("{regression: y}"));
    return SpecReader.read(new SpecBundle("t.yaml", yaml, Map.of()));
  }
}
