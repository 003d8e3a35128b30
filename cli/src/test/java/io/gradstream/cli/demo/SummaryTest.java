package io.gradstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.local.reports.Standing;
import io.gradstream.local.reports.Standing.ModelScores;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SummaryTest {

  private static final Path FOLDER = Path.of("examples");
  private static final List<Measure> OF_FLIGHTS =
      List.of(
          new Measure("n", 90),
          new Measure("n_scored", 80),
          new Measure("accuracy", 0.76543),
          new Measure("auc", 0.75),
          new Measure("no_change", 0.64),
          new Measure("majority", 0.73),
          new Measure("logloss", 0.5),
          new Measure("prior_logloss", 0.6),
          new Measure("n_window", 70),
          new Measure("accuracy_window", 0.8));

  private static final List<Measure> OF_RIDES =
      List.of(
          new Measure("n", 90),
          new Measure("n_scored", 80),
          new Measure("mae", 2.5),
          new Measure("mean_mae", 8.7),
          new Measure("no_change_mae", 12.04),
          new Measure("n_window", 80),
          new Measure("mae_window", 2.25));

  private static Summary summary(String stream, List<Measure> measures) {
    ModelScores scores = new ModelScores(new Version(2, 30), 1, 90, 90, List.of());
    Standing standing =
        new Standing(
            100,
            96,
            90,
            6,
            4,
            1,
            90,
            Standing.Waiting.NONE,
            Optional.empty(),
            false,
            Optional.of(scores),
            Standing.LeftOut.NOTHING);
    return new Summary(
        new ExampleStream(
            stream,
            FOLDER,
            FOLDER.resolve("a.yaml"),
            Optional.empty(),
            "A?",
            1,
            "",
            Optional.empty()),
        new Replayed(100, 8.04, List.of(), standing, List.of()),
        new Scored(true, measures, List.of()),
        1234,
        Optional.of(Path.of("/tmp/curve.png")));
  }

  @Test
  void jsonHasTheKeysOthersRead() {
    assertThat(summary("flights", OF_FLIGHTS).toJson())
        .startsWith(
            "{\"stream\":\"flights\",\"events\":100,\"seconds\":8.0,\"events_per_s\":12,\"scored\":80,"
                + "\"accuracy\":0.7654,\"auc\":0.75,\"no_change\":0.64,\"majority\":0.73,"
                + "\"logloss\":0.5,\"prior_logloss\":0.6,\"mae\":null,")
        .contains("\"last\":{\"scored\":70,\"accuracy\":0.8,")
        .endsWith(
            "\"labels_joined\":90,\"labels_missed\":6,\"dead_letters\":5,\"model_version\":\"2.30\","
                + "\"rss_mb\":1234,\"plot\":\"/tmp/curve.png\"}");
  }

  @Test
  void textSaysTheSame() {
    assertThat(summary("flights", OF_FLIGHTS).toText())
        .contains("100 events in 8.0 s")
        .containsPattern("last 70 +all 80")
        .containsPattern("accuracy +80.00 % +76.54 %")
        .containsPattern("always the commonest +73.00 %")
        .contains("joined 90, missed 6; dead letters 5")
        .contains("2.30")
        .contains("1,234 MB")
        .endsWith("learning curve: /tmp/curve.png");
  }

  @Test
  void aNumberIsToldByItsErrorBesideTheMeanAndTheLastValue() {
    assertThat(summary("taxis", OF_RIDES).toText())
        .containsPattern("mean error +2.250 +2.500")
        .containsPattern("always the mean +8.700")
        .containsPattern("as the last one +12.04")
        .doesNotContain("accuracy");
  }
}
