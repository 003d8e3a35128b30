package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The baseline of interleaved series is each one's own last label. */
final class OwnLastTest {

  private static final String SPEC =
      """
      learner: stores
      events: {topic: stores, time: day}
      features: [{field: color, as: category}, {field: store, as: category}]
      target: {regression: sold}
      network: [{dense: 4, activation: relu}]
      """;

  @TempDir private Path folder;

  /** Five stores a day, which sell ten times their number and a bit more every day. */
  private Path days(boolean inWords) throws IOException {
    Random random = new Random(2);
    StringBuilder text = new StringBuilder("day,color,store,sold\n");
    for (int day = 1; day <= 28; day++) {
      for (int store = 0; store < 5; store++) {
        int sold = 10 * store + day;
        text.append("2024-01-%02d,c%d,s%d,".formatted(day, random.nextInt(3), store))
            .append(inWords ? store % 2 == 0 ? "much" : "little" : Integer.toString(sold))
            .append('\n');
      }
    }
    return Files.writeString(folder.resolve("stores.csv"), text);
  }

  private static EvaluationReport run(String spec, Path file, long delay) throws IOException {
    return Evaluation.run(
        SpecReader.read(new SpecBundle("stores.yaml", spec, Map.of())),
        new EvaluationOptions(file, Long.MAX_VALUE, 1, Optional.empty(), Optional.empty(), delay),
        () -> 0);
  }

  @Test
  void theFieldThatNamesTheSeriesIsFoundByItsLabels() throws IOException {
    EvaluationReport report = run(SPEC, days(false), 0);

    // the first day is not judged: no label is known; each other day is one more
    assertThat(report.measure("own_no_change_mae").orElseThrow()).isCloseTo(1, within(1e-9));
    assertThat(report.measure("own_no_change_rmse").orElseThrow()).isCloseTo(1, within(1e-9));
    assertThat(report.measure("no_change_mae").orElseThrow()).isGreaterThan(10);
    assertThat(report.notes())
        .contains("the baseline own_no_change_mae repeats the last label of the same store");
    assertThat(report.table()).contains("own_no_change_mae ");
    assertThat(report.json()).contains("\"own_no_change_mae\":");
  }

  @Test
  void ofClassesItIsTheirAccuracy() throws IOException {
    String spec = SPEC.replace("{regression: sold}", "{binary: \"sold == 'much'\"}");

    EvaluationReport report = run(spec, days(true), 0);

    assertThat(report.measure("own_no_change")).hasValue(1);
    assertThat(report.measure("no_change").orElseThrow()).isLessThan(0.8);
  }

  @Test
  void theKeyNamesASeriesToo() throws IOException {
    String keyed =
        SPEC.replace("{field: store, as: category}", "{field: color, as: category}")
            .replace("[{field: color, as: category}, ", "[")
            .replace("features:", "key: store\nfeatures:");

    EvaluationReport report = run(keyed, days(false), 0);

    assertThat(report.notes()).anyMatch(note -> note.endsWith("of the same store"));
    assertThat(report.measure("own_no_change_mae").orElseThrow()).isCloseTo(1, within(1e-9));
  }

  @Test
  void whereLabelsComeLateItKnowsThoseThatCame() throws IOException {
    EvaluationReport report = run(SPEC, days(false), 10);

    // two days later, and on some rows three
    assertThat(report.answersMeasure("own_no_change_mae").orElseThrow()).isBetween(2.0, 4.0);
    assertThat(report.measure("own_no_change_mae")).isEmpty();
  }

  @Test
  void whereNoFieldNamesASeriesThereIsNone() throws IOException {
    EvaluationReport report =
        run(
            SPEC.replace(", {field: store, as: category}", ""),
            Files.writeString(
                folder.resolve("one.csv"),
                "day,color,sold\n2024-01-01,a,1\n2024-01-02,a,2\n2024-01-03,a,3\n"),
            0);

    assertThat(report.measure("own_no_change_mae")).isEmpty();
    assertThat(report.notes()).isEmpty();
  }
}
