package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.workbench.evaluate.EvaluationReport.CurvePoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LearningCurveTest {

  /** The score is 0 in the first half and 1 in the second; its baseline the other way round. */
  @ParameterizedTest
  @ValueSource(longs = {10, 1000, 100_000, 1_234_567})
  void windowsAreOfTheirOwnExamplesOnly(long n) {
    LearningCurve curve = new LearningCurve();
    for (long i = 1; i <= n; i++) {
      double mean = Math.max(0, i - n / 2) / (double) i;
      long examples = i;
      curve.at(
          i,
          Optional.of(Instant.ofEpochMilli(i)),
          () ->
              List.of(
                  new Measure("n", examples),
                  new Measure("n_scored", examples),
                  new Measure("no_change", 1 - mean),
                  new Measure("accuracy", mean)));
    }

    List<CurvePoint> points = curve.points();
    CurvePoint last = points.get(points.size() - 1);
    assertThat(points).hasSizeBetween((int) Math.min(n, 63), 128);
    assertThat(points.get(0).score()).isEqualTo("accuracy");
    assertThat(points.get(0).mean()).isZero();
    assertThat(points.get(0).mean("no_change")).hasValue(1);
    assertThat(last.mean()).isCloseTo(1, within(1e-6));
    assertThat(last.mean("no_change").orElseThrow()).isCloseTo(0, within(1e-6));
    assertThat(last.mean("majority")).isEmpty();
    assertThat(last.time()).contains(Instant.ofEpochMilli(last.n()));
    assertThat(points).isSortedAccordingTo((a, b) -> Long.compare(a.n(), b.n()));
  }

  /** Example i errs by i, its baseline by 2 i; the measures are means from the second on. */
  @Test
  void scoresOfNumbersBeginWithTheSecondLabel() {
    LearningCurve curve = new LearningCurve();
    for (int i = 1; i <= 500; i++) {
      double mean = (2 + i) / 2.0;
      List<Measure> measures =
          i == 1
              ? List.of(new Measure("n", 1), new Measure("n_scored", 0))
              : List.of(
                  new Measure("n", i),
                  new Measure("n_scored", i - 1),
                  new Measure("mae", mean),
                  new Measure("no_change_mae", 2 * mean));
      curve.at(i, Optional.empty(), () -> measures);
    }

    long before = 1;
    for (CurvePoint point : curve.points()) {
      double mean = (before + 1 + point.n()) / 2.0; // of before + 1 to n
      assertThat(point.mean("mae").orElseThrow()).isCloseTo(mean, within(1e-9));
      assertThat(point.mean("no_change_mae").orElseThrow()).isCloseTo(2 * mean, within(1e-9));
      before = point.n();
    }
    assertThat(before).isGreaterThan(490);
  }
}
