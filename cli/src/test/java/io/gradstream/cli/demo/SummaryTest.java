package io.gradstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.local.reports.Standing;
import io.gradstream.local.reports.Standing.ModelScores;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Version;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SummaryTest {

  private static final List<Measure> MEASURES =
      List.of(
          new Measure("accuracy", 0.76543),
          new Measure("auc", 0.75),
          new Measure("no_change", 0.64),
          new Measure("majority", 0.73));

  private final Summary summary =
      Summary.of(
          100,
          8.04,
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
              Optional.of(new ModelScores(new Version(2, 30), 1, 90, 90, MEASURES))),
          1234);

  @Test
  void jsonHasTheKeysOthersRead() {
    assertThat(summary.toJson())
        .isEqualTo(
            "{\"events\":100,\"seconds\":8.0,\"events_per_s\":12,\"accuracy\":0.7654,\"auc\":0.75,"
                + "\"no_change\":0.64,\"majority\":0.73,\"labels_joined\":90,\"labels_missed\":6,"
                + "\"dead_letters\":5,\"model_version\":\"2.30\",\"rss_mb\":1234}");
  }

  @Test
  void textSaysTheSame() {
    assertThat(summary.toText())
        .contains("100 events in 8.0 s")
        .contains("accuracy 76.54 %")
        .contains("joined 90, missed 6; dead letters 5")
        .contains("2.30")
        .contains("1,234 MB");
  }
}
