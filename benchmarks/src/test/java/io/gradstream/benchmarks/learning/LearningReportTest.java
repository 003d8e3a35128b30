package io.gradstream.benchmarks.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.MetricReport.Measure;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningReportTest {

  private static final LearningReport REPORT =
      new LearningReport(
          List.of(
              new LearningResult(
                  "elec2", "gradstream", List.of(run(96, 0.9, 3, 1), run(96, 0.92, 5, 2))),
              new LearningResult("elec2", "ARF", List.of(run(100, 0.88, 8, 5))),
              new LearningResult("elec2", "ARF, our features", List.of(run(100, 0.93, 16, 10))),
              new LearningResult("trump", "ARF-Reg", List.of(value(3.5)))));

  @Test
  void textHasALineALearnerBelowTheBaselines() {
    assertThat(REPORT.text().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "stream learner runs rows accuracy kappa_t auc later mae"
                + " cpu s last half of ARF's last half",
            "elec2 no-change 100 85.00",
            "elec2 majority or mean 100 57.50",
            "elec2 gradstream 2 96 91.00 0.400 4.0 1.5 0.50 0.30",
            "elec2 ARF 1 100 88.00 0.400 8.0 5.0 1.00 1.00",
            "elec2 ARF, our features 1 100 93.00 0.400 16.0 10.0 2.00 2.00",
            "trump no-change 0.1500",
            "trump majority or mean 1.5700",
            "trump ARF-Reg 1 3.5000 0.5 0.2 1.00 1.00");
  }

  @Test
  void jsonHasTheRunsToo() {
    assertThat(REPORT.json())
        .startsWith(
            "[{\"stream\":\"elec2\",\"learner\":\"gradstream\",\"n\":96.0,\"accuracy\":0.91,")
        .contains("\"auc\":null")
        .contains(
            "\"of_arf\":0.5,\"of_arf_last_half\":0.3,\"runs\":[{\"n\":96.0,\"accuracy\":0.9,");
  }

  @Test
  void withoutAForestThereIsNothingToCompareWith() {
    LearningReport alone = new LearningReport(REPORT.results().subList(0, 1));
    assertThat(alone.text()).endsWith("1.5\n");
    assertThat(alone.json()).contains("\"of_arf\":null");
  }

  private static Run run(long rows, double accuracy, double cpu, double lastHalf) {
    List<Measure> measures =
        List.of(
            new Measure("n", rows),
            new Measure("accuracy", accuracy),
            new Measure("kappa_t", 0.4),
            new Measure("no_change", rows == 100 ? 0.85 : 0.84),
            new Measure("majority", 0.575));
    return new Run(new Quality(measures), cpu, lastHalf);
  }

  private static Run value(double error) {
    List<Measure> measures =
        List.of(
            new Measure("mae", error),
            new Measure("no_change_mae", 0.15),
            new Measure("mean_mae", 1.57));
    return new Run(new Quality(measures), 0.5, 0.2);
  }
}
