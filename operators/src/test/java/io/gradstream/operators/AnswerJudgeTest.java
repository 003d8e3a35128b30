package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.judge.AnswerJudgeOperator;
import io.gradstream.operators.judge.AnswerScoresOperator;
import io.gradstream.operators.record.GivenAnswer;
import io.gradstream.operators.record.JudgedAnswer;
import io.gradstream.operators.record.Outcome;
import io.gradstream.operators.report.ReportingOperator;
import io.gradstream.operators.report.SideOutputs;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/**
 * How good the answers were as given: the judge brings them to their labels, then they are scored.
 */
@SuppressWarnings("try") // Flink's harnesses declare close() to throw Exception
class AnswerJudgeTest {

  private static final long WAIT = 60_000; // of the spec's labels

  @Test
  void usageExample() throws Exception {
    try (Judge judge = Judge.open(null)) {
      judge.answer("t1", 0.8, 1000);
      judge.answer("t2", 0.3, 1000);
      judge.label("t2", 1, 2000);
      judge.label("t1", 1, 3000);
      judge.watermark(3000);

      assertThat(judge.take())
          .usingRecursiveFieldByFieldElementComparator()
          .containsExactly(
              new JudgedAnswer(new double[] {0.3}, 1), new JudgedAnswer(new double[] {0.8}, 1));
    }
  }

  @Test
  void aLabelMayOvertakeItsAnswer() throws Exception {
    try (Judge judge = Judge.open(null)) {
      judge.label("t1", 0, 1000);
      judge.answer("t1", 0.6, 1000);
      judge.watermark(1000);

      assertThat(judge.take()).hasSize(1);
      assertThat(judge.numKeyedStateEntries()).isZero();
    }
  }

  /** The id's second event is one of its own; its answer may come while the first one's waits. */
  @Test
  void anIdThatComesAgainAfterItsWaitIsJudgedInEveryOrderOfArrival() throws Exception {
    for (boolean passed : new boolean[] {true, false}) {
      try (Judge judge = Judge.open(null)) {
        judge.answer("t1", 0.6, 1000);
        judge.watermark(passed ? 1000 + WAIT + 1 : 1000);
        judge.answer("t1", 0.9, 1000 + WAIT + 2);
        judge.watermark(1000 + WAIT + 2);
        judge.label("t1", 1, 1000 + WAIT + 2, 1000 + WAIT + 3);
        judge.watermark(1000 + WAIT + 3);

        assertThat(judge.take()).singleElement().extracting(j -> j.output()[0]).isEqualTo(0.9);
        assertThat(judge.numKeyedStateEntries()).isZero();
        assertThat(judge.numEventTimeTimers()).isZero();
      }
    }
  }

  @Test
  void eachOfTwoEventsOfAnIdIsJudgedByItsOwnLabelThoughBothAnswersCameFirst() throws Exception {
    try (Judge judge = Judge.open(null)) {
      judge.answer("t1", 0.6, 1000);
      judge.answer("t1", 0.9, 1000 + WAIT + 2);
      judge.label("t1", 0, 1000, 1000 + WAIT);
      judge.label("t1", 1, 1000 + WAIT + 2, 1000 + WAIT + 3);
      judge.watermark(1000 + WAIT + 3);

      assertThat(judge.take())
          .usingRecursiveFieldByFieldElementComparator()
          .containsExactly(
              new JudgedAnswer(new double[] {0.6}, 0), new JudgedAnswer(new double[] {0.9}, 1));
    }
  }

  @Test
  void theFirstOfTwoAnswersCounts() throws Exception {
    try (Judge judge = Judge.open(null)) {
      judge.answer("t1", 0.6, 1000);
      judge.answer("t1", 0.9, 1000);
      judge.label("t1", 1, 2000);
      judge.watermark(2000);

      assertThat(judge.take()).singleElement().extracting(j -> j.output()[0]).isEqualTo(0.6);
    }
  }

  /** Money in cents, or seconds since 1970: floats tell none of them apart. */
  @Test
  void numbersAreJudgedToTheLastDigit() throws Exception {
    double said = 1_700_000_000.25;
    try (Judge judge = Judge.open(null)) {
      judge.answer(GivenAnswer.of("t1", new double[] {said}, new double[3], true), 1000);
      judge.label("t1", said + 0.5, 2000);
      judge.watermark(2000);

      assertThat(judge.take())
          .singleElement()
          .satisfies(judged -> assertThat(judged.target() - judged.output()[0]).isEqualTo(0.5));
      assertThat(judge.numKeyedStateEntries()).isZero();
    }
  }

  /** It is no answer, and goes on as none when its label is there. */
  @Test
  void whatAModelSaysThatHasLearnedNothingIsNoAnswer() throws Exception {
    try (Judge judge = Judge.open(null)) {
      judge.answer(GivenAnswer.of("t1", new double[] {0.5}, new double[3], false), 1000);
      judge.label("t1", 1, 2000);
      judge.watermark(2000);

      assertThat(judge.take())
          .singleElement()
          .satisfies(judged -> assertThat(judged.isAnswer()).isFalse())
          .satisfies(judged -> assertThat(judged.target()).isEqualTo(1));
      assertThat(judge.numKeyedStateEntries()).isZero();
    }
  }

  /** Labels that were judged before it, and not learned by its model, are not known to them. */
  @Test
  void baselinesKnowWhatTheModelKnew() throws Exception {
    double[] known = {1, 3, 5}; // the last was true; three false, five true
    GivenAnswer given = GivenAnswer.of("t1", new double[] {0.2}, known, true);
    try (var scores = scores(null)) {
      for (int i = 0; i < 9; i++) {
        scores.processElement(new StreamRecord<>(new JudgedAnswer(JudgedAnswer.NONE, 0)));
      }
      scores.processElement(new StreamRecord<>(new JudgedAnswer(given.said(), 0)));
      scores.setProcessingTime(ReportingOperator.REPORT_EVERY_MILLIS);

      MetricReport report = scores.getSideOutput(SideOutputs.METRICS).element().getValue();
      assertThat(report.measures())
          .contains(new Measure("n_scored", 1), new Measure("accuracy", 1))
          .contains(new Measure("no_change", 0), new Measure("majority", 0))
          .contains(new Measure("prior_logloss", StrictMath.log(10 / 4.0)));
    }
  }

  @Test
  void whatIsNoAnswerIsCountedAndNotScored() throws Exception {
    try (var scores = scores(null)) {
      scores.processElement(new StreamRecord<>(new JudgedAnswer(JudgedAnswer.NONE, 1)));
      scores.processElement(new StreamRecord<>(new JudgedAnswer(new double[] {0.2}, 0)));
      scores.setProcessingTime(ReportingOperator.REPORT_EVERY_MILLIS);

      MetricReport report = scores.getSideOutput(SideOutputs.METRICS).element().getValue();
      assertThat(report.measures())
          .contains(new Measure("n", 2), new Measure("n_scored", 1), new Measure("accuracy", 1))
          .contains(new Measure("no_change", 0), new Measure("n_window", 1));
    }
  }

  @Test
  void anAnswerWaitsAsLongAsItsLabelMayCome() throws Exception {
    try (Judge judge = Judge.open(null)) {
      judge.answer("t1", 0.6, 1000);
      judge.answer("t2", 0.6, 1000);
      judge.watermark(1000 + WAIT);
      judge.label("t1", 1, 1000 + WAIT);
      judge.watermark(1000 + WAIT + 1);

      assertThat(judge.take()).hasSize(1);
      assertThat(judge.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void whatWaitsIsRestored() throws Exception {
    OperatorSubtaskState state;
    try (Judge judge = Judge.open(null)) {
      judge.answer("t1", 0.6, 1000);
      judge.label("t2", 0, 1000);
      state = judge.snapshot(1, 1);
    }
    try (Judge judge = Judge.open(state)) {
      judge.label("t1", 1, 2000);
      judge.answer("t2", 0.1, 1000);
      judge.watermark(2000);

      assertThat(judge.take()).hasSize(2);
    }
  }

  @Test
  void whatWaitsIsBoundedCountedAndReported() throws Exception {
    OperatorSubtaskState state;
    try (Judge judge = Judge.open(TestSpecs.withWaiting(TestSpecs.ownTopic(), 2), null)) {
      judge.answer("t1", 0.6, 1000);
      judge.label("t2", 1, 1000);
      judge.answer("t3", 0.6, 1000);
      judge.label("t3", 1, 1000);
      judge.setProcessingTime(ReportingOperator.REPORT_EVERY_MILLIS);

      assertThat(judge.measures())
          .contains(new Measure("waiting", 2), new Measure("answers.unjudged", 2));
      state = judge.snapshot(1, 1);
    }
    try (Judge judge = Judge.open(TestSpecs.withWaiting(TestSpecs.ownTopic(), 2), state)) {
      judge.watermark(1000); // the answer to t2 did not wait
      judge.label("t1", 1, 2000);
      judge.watermark(2000);
      judge.setProcessingTime(ReportingOperator.REPORT_EVERY_MILLIS);

      assertThat(judge.measures())
          .contains(new Measure("waiting", 0), new Measure("answers.judged", 1));
      judge.answer("t4", 0.6, 1500);
      judge.answer("t5", 0.6, 1500);
      judge.watermark(1500 + WAIT + 1); // both are given up
      judge.answer("t6", 0.6, 100_000);
      judge.label("t6", 1, 100_000, 100_000);
      judge.watermark(100_000);

      assertThat(judge.take()).hasSize(2);
    }
  }

  @Test
  void scoresAreAddedUpReportedAndRestored() throws Exception {
    OperatorSubtaskState state;
    try (var scores = scores(null)) {
      scores.processElement(new StreamRecord<>(new JudgedAnswer(new double[] {0.8}, 1)));
      state = scores.snapshot(1, 1);
    }
    try (var scores = scores(state)) {
      scores.processElement(new StreamRecord<>(new JudgedAnswer(new double[] {0.8}, 0)));
      scores.setProcessingTime(ReportingOperator.REPORT_EVERY_MILLIS);
      scores.setProcessingTime(2 * ReportingOperator.REPORT_EVERY_MILLIS);

      var reports = scores.getSideOutput(SideOutputs.METRICS);
      assertThat(reports).singleElement(); // nothing new in the second second
      MetricReport report = reports.element().getValue();
      assertThat(report.source()).isEqualTo("answers");
      assertThat(report.measures()).contains(new Measure("n", 2), new Measure("accuracy", 0.5));
      assertThat(report.measures())
          .contains(new Measure("accuracy_window", 0.5), new Measure("no_change_window", 0))
          .extracting(Measure::name)
          .contains("accuracy_fading", "no_change_fading", "majority_fading", "n_window")
          .contains("logloss_fading", "prior_logloss_fading", "prior_logloss_window");
    }
  }

  private static OneInputStreamOperatorTestHarness<JudgedAnswer, MetricReport> scores(
      OperatorSubtaskState state) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<JudgedAnswer, MetricReport>(
            new AnswerScoresOperator(TestSpecs.ownTopic()));
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

  /** One subtask of the judge, in Flink's operator harness. */
  private static final class Judge
      extends KeyedTwoInputStreamOperatorTestHarness<String, GivenAnswer, Outcome, JudgedAnswer> {

    private Judge(SpecBundle spec) throws Exception {
      super(
          new AnswerJudgeOperator(spec),
          GivenAnswer::id,
          Outcome::id,
          Types.STRING,
          StateNames.MAX_PARALLELISM,
          1,
          0);
      setup(new CodecSerializer<>(RecordKind.JUDGED_ANSWER));
    }

    static Judge open(OperatorSubtaskState state) throws Exception {
      return open(TestSpecs.ownTopic(), state);
    }

    static Judge open(SpecBundle spec, OperatorSubtaskState state) throws Exception {
      Judge judge = new Judge(spec);
      judge.setProcessingTime(0);
      if (state == null) {
        judge.initializeEmptyState();
      } else {
        judge.initializeState(state);
      }
      judge.open();
      return judge;
    }

    void answer(String id, double output, long time) throws Exception {
      answer(new GivenAnswer(id, new double[] {output}), time);
    }

    void answer(GivenAnswer given, long time) throws Exception {
      processElement1(new StreamRecord<>(given, time));
    }

    /** What became of the event at 1000. */
    void label(String id, double target, long time) throws Exception {
      label(id, target, 1000, time);
    }

    void label(String id, double target, long eventTime, long time) throws Exception {
      processElement2(new StreamRecord<>(new Outcome(id, eventTime, target), time));
    }

    void watermark(long time) throws Exception {
      processWatermark1(new Watermark(time));
      processWatermark2(new Watermark(time));
    }

    List<Measure> measures() {
      return getSideOutput(SideOutputs.METRICS).stream()
          .reduce((earlier, later) -> later)
          .orElseThrow()
          .getValue()
          .measures();
    }

    List<JudgedAnswer> take() {
      List<JudgedAnswer> judged = extractOutputValues();
      getOutput().clear();
      return judged;
    }
  }
}
