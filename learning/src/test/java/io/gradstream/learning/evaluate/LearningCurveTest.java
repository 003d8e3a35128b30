package io.gradstream.learning.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.learning.evaluate.EvaluationReport.CurvePoint;
import io.gradstream.schemas.MetricReport.Measure;
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
          1,
          () ->
              List.of(
                  new Measure("n", examples),
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

  /** Labels 0 and 10 in turn: repeating the last one errs by 10 from the second label on. */
  @Test
  void baselinesOfNumbersBeginWithTheSecondLabel() {
    LearningCurve curve = new LearningCurve();
    for (int i = 1; i <= 500; i++) {
      List<Measure> measures =
          i == 1
              ? List.of(new Measure("n", 1), new Measure("mae", 3))
              : List.of(
                  new Measure("n", i), new Measure("mae", 3), new Measure("no_change_mae", 10));
      curve.at(i, Optional.empty(), 1, () -> measures);
    }

    assertThat(curve.points())
        .allSatisfy(
            point -> {
              assertThat(point.mean("mae").orElseThrow()).isCloseTo(3, within(1e-9));
              assertThat(point.mean("no_change_mae").orElse(10)).isCloseTo(10, within(1e-9));
            });
  }
}
