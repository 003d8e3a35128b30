package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.judge.AnswerScoresOperator;
import io.gradstream.operators.record.GivenAnswer;
import io.gradstream.operators.record.JudgedAnswer;
import io.gradstream.operators.report.ReportingOperator;
import io.gradstream.operators.report.SideOutputs;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Answers with bounds are judged as they were given, beside those of before there were any. */
@SuppressWarnings("try") // Flink's harnesses declare close() to throw Exception
class JudgedBoundsTest {

  private static final double[] KNOWN = {2, 15, 20}; // labels, their mean, the last one

  private static MetricReport report(String target, JudgedAnswer... judged) throws Exception {
    SpecBundle spec = TestSpecs.withTarget(TestSpecs.ownTopic(), target);
    try (var scores =
        new OneInputStreamOperatorTestHarness<JudgedAnswer, MetricReport>(
            new AnswerScoresOperator(spec))) {
      scores.setup(new CodecSerializer<>(RecordKind.METRIC_REPORT));
      scores.setProcessingTime(0);
      scores.open();
      for (JudgedAnswer one : judged) {
        scores.processElement(new StreamRecord<>(one));
      }
      scores.setProcessingTime(ReportingOperator.REPORT_EVERY_MILLIS);
      return scores.getSideOutput(SideOutputs.METRICS).element().getValue();
    }
  }

  private static JudgedAnswer judged(double label, double... output) {
    return new JudgedAnswer(GivenAnswer.of("t", output, KNOWN, true).said(), label);
  }

  @Test
  void theShareOfLabelsWithinIsThatOfTheAnswersThatHadBounds() throws Exception {
    MetricReport report =
        report(
            "{regression: delayMinutes, intervals: 0.9}",
            judged(12, 10), // it waited since before there were bounds
            judged(12, 10, Double.NaN, Double.NaN),
            judged(12, 10, 8, 14),
            judged(20, 10, 6, 16));

    assertThat(report.measures())
        .contains(new Measure("n_scored", 4), new Measure("mae", 4))
        .contains(new Measure("no_change_mae", 6))
        .contains(new Measure("coverage", 0.5), new Measure("interval_width", 8));
  }

  @Test
  void anAnswerThatWaitedSinceItHadBoundsIsScoredWithoutThem() throws Exception {
    MetricReport report = report("{regression: delayMinutes}", judged(12, 10, 8, 14));

    assertThat(report.measures())
        .contains(new Measure("mae", 2), new Measure("no_change_mae", 8))
        .noneMatch(measure -> measure.name().startsWith("coverage"));
  }
}
