package io.gradstream.learning.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.schemas.MetricReport.Measure;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LearningCurveTest {

  /** The score is 0 in the first half and 1 in the second. */
  @ParameterizedTest
  @ValueSource(longs = {10, 1000, 100_000, 1_234_567})
  void windowsAreOfTheirOwnExamplesOnly(long n) {
    LearningCurve curve = new LearningCurve();
    for (long i = 1; i <= n; i++) {
      double mean = Math.max(0, i - n / 2) / (double) i;
      long examples = i;
      curve.at(i, () -> List.of(new Measure("n", examples), new Measure("accuracy", mean)));
    }

    List<EvaluationReport.CurvePoint> points = curve.points();
    assertThat(points).hasSizeBetween((int) Math.min(n, 63), 128);
    assertThat(points.get(0).mean()).isZero();
    assertThat(points.get(points.size() - 1).mean()).isCloseTo(1, within(1e-6));
    assertThat(points).isSortedAccordingTo((a, b) -> Long.compare(a.n(), b.n()));
  }
}
