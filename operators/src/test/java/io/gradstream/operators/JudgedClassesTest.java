package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.learning.Scores;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.model.targets.MetClasses;
import io.gradstream.operators.judge.AnswerScoresOperator;
import io.gradstream.operators.record.GivenAnswer;
import io.gradstream.operators.record.JudgedAnswer;
import io.gradstream.operators.report.ReportingOperator;
import io.gradstream.operators.report.SideOutputs;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Answers of models that met their classes in different orders are judged class by class. */
@SuppressWarnings("try") // Flink's harnesses declare close() to throw Exception
class JudgedClassesTest {

  private static final SpecBundle SPEC =
      TestSpecs.withTarget(TestSpecs.ownTopic(), "{classes: {atMost: 4}, field: outcome}");

  /** A model's answer and what it had learned of labels by then, on its way through the judge. */
  private static JudgedAnswer judged(List<String> met, List<Float> said, String turnedOut) {
    MetClasses classes = MetClasses.of(met);
    Scores ofModel = Scores.of(TestSpecs.read(SPEC).model().target());
    for (String label : met) {
      ofModel.score(classes.signed(new double[met.size()]), MetClasses.sign(label));
    }
    double[] output = new double[met.size()];
    for (int c = 0; c < output.length; c++) {
      output[c] = said.get(c);
    }
    GivenAnswer given = GivenAnswer.of("t", classes.signed(output), ofModel.known(), true);
    return new JudgedAnswer(given.said(), MetClasses.sign(turnedOut));
  }

  private static OneInputStreamOperatorTestHarness<JudgedAnswer, MetricReport> scores(
      OperatorSubtaskState state) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<JudgedAnswer, MetricReport>(
            new AnswerScoresOperator(SPEC));
    harness.setup(new CodecSerializer<>(RecordKind.METRIC_REPORT));
    harness.setProcessingTime(0);
    if (state == null) {
      harness.initializeEmptyState();
    } else {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  @Test
  void answersAreScoredByTheNamesOfTheirClasses() throws Exception {
    OperatorSubtaskState state;
    try (var scores = scores(null)) {
      scores.processElement(
          new StreamRecord<>(judged(List.of("a", "b"), List.of(0.9f, 0.1f), "a")));
      scores.processElement(
          new StreamRecord<>(judged(List.of("b", "a"), List.of(0.2f, 0.8f), "a")));
      state = scores.snapshot(1, 1);
    }
    try (var scores = scores(state)) {
      scores.processElement(new StreamRecord<>(judged(List.of("b"), List.of(1f), "c")));
      scores.processElement(
          new StreamRecord<>(new JudgedAnswer(JudgedAnswer.NONE, MetClasses.sign("d"))));
      scores.setProcessingTime(ReportingOperator.REPORT_EVERY_MILLIS);
      MetricReport report = scores.getSideOutput(SideOutputs.METRICS).element().getValue();
      Map<String, Double> measures =
          report.measures().stream().collect(Collectors.toMap(Measure::name, Measure::value));

      assertThat(measures.get("n")).isEqualTo(4);
      assertThat(measures.get("n_scored")).isEqualTo(3);
      assertThat(measures.get("accuracy")).isCloseTo(2 / 3.0, within(1e-9));
      double loss = -(Math.log(0.9f) + Math.log(0.8f) + Math.log(1e-7)) / 3;
      assertThat(measures.get("logloss")).isCloseTo(loss, within(1e-6));
    }
  }
}
