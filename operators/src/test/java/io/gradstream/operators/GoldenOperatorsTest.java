package io.gradstream.operators;

import io.gradstream.learning.Example;
import io.gradstream.learning.join.Arrived;
import io.gradstream.learning.join.Arrived.EventArrived;
import io.gradstream.learning.join.Arrived.LabelArrived;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.judge.AnswerJudgeOperator;
import io.gradstream.operators.judge.AnswerScoresOperator;
import io.gradstream.operators.record.GivenAnswer;
import io.gradstream.operators.record.JudgedAnswer;
import io.gradstream.operators.record.Outcome;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.operators.record.WorkItem.Learn;
import io.gradstream.operators.report.ReportingOperator;
import io.gradstream.operators.report.SideOutputs;
import io.gradstream.operators.source.SourceRegistry;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.Position;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** State of all operators but the learner that a release wrote is restored, and they go on. */
@SuppressWarnings("try") // Flink's harnesses declare close() to throw Exception
class GoldenOperatorsTest {

  private static final SpecBundle SPEC = TestSpecs.ownTopic();

  private final Trips trips = new Trips(SPEC, 2);

  @Test
  void effectiveTimesGoOn() throws Exception {
    GoldenState.check(
        "effective-times-1",
        () -> {
          try (SourceHarness source = SourceHarness.events(SPEC, null)) {
            read(source, 0, 20);
            source.processWatermark(new Watermark(Trips.time(10)));
            return GoldenState.savepoint(source);
          }
        },
        state -> {
          try (SourceHarness source = SourceHarness.events(SPEC, state)) {
            read(source, 4, 12); // behind what their partitions have reached
            source.setProcessingTime(ReportingOperator.REPORT_EVERY_MILLIS);
            List<String> said = new ArrayList<>();
            source.take().forEach(record -> said.add(at(record.position())));
            said.addAll(reports(source));
            return said;
          }
        });
  }

  @Test
  void whatARegistryHasToldStaysKnown() throws Exception {
    SpecBundle spec = TestSpecs.withRegistry(TestSpecs.inEvent(), "http://registry:8081");
    GoldenState.check(
        "known-schemas-1",
        () -> {
          try (SourceHarness source = SourceHarness.events(spec, null)) {
            SourceRegistry.ofThisTask().known().add(7, "\"string\"");
            SourceRegistry.ofThisTask().known().add(8, "{\"type\": \"double\"}");
            return GoldenState.savepoint(source);
          }
        },
        state -> {
          try (SourceHarness source = SourceHarness.events(spec, state)) {
            List<String> said = new ArrayList<>();
            SourceRegistry.ofThisTask().known().texts().forEach((id, text) -> said.add(id + text));
            return said;
          }
        });
  }

  private void read(SourceHarness source, int from, int to) throws Exception {
    for (int trip = from; trip < to; trip++) {
      source.read(trips.event(trip));
    }
  }

  @Test
  void theLabelJoinGoesOnWithWhatWaits() throws Exception {
    GoldenState.check(
        "label-join-1",
        () -> {
          try (JoinHarness join = JoinHarness.open(SPEC, null)) {
            for (int trip = 0; trip < 40; trip++) {
              join.arrive(event(trip));
              if (trip % 3 != 0) {
                join.arrive(label(trip));
              }
            }
            join.arrive(label(50)); // its event comes later
            join.watermark(Trips.time(30));
            return GoldenState.savepoint(join);
          }
        },
        state -> {
          try (JoinHarness join = JoinHarness.open(SPEC, state)) {
            join.arrive(event(50));
            join.arrive(event(7)); // known
            join.arrive(label(3));
            join.watermark(Trips.time(50) + 120_000);
            join.setProcessingTime(ReportingOperator.REPORT_EVERY_MILLIS);
            return joined(join);
          }
        });
  }

  private static List<String> joined(JoinHarness join) {
    List<String> said = new ArrayList<>(reports(join));
    for (WorkItem lesson : join.take()) {
      Example example = ((Learn) lesson).example();
      said.add(
          "lesson %s %s %s %s"
              .formatted(lesson.key(), lesson.id(), example.target(), at(lesson.position())));
    }
    for (DeadLetter letter : join.deadLetters()) {
      String original = new String(letter.original(), StandardCharsets.UTF_8);
      said.add("dead " + original + " " + letter.reason());
    }
    return said.stream().sorted().toList();
  }

  private Arrived event(int trip) {
    Usable record = trips.event(trip);
    return new EventArrived("t" + trip, record.event(), record.position(), record.original());
  }

  private Arrived label(int trip) {
    Usable record = trips.label(trip);
    float target = Trips.late(trip) ? 1 : 0;
    return new LabelArrived("t" + trip, target, record.position(), record.original());
  }

  /** The first form held one answer and one label of each id. */
  @ParameterizedTest
  @ValueSource(strings = {"answer-judge-1", "answer-judge-2"})
  void answersGoOnToBeJudged(String form) throws Exception {
    GoldenState.check(
        form,
        () -> {
          try (var judge = judge(null)) {
            judge.processElement1(answer("answered", 0.25f));
            judge.processElement2(outcome("labelled", 1, 2000));
            judge.processElement1(answer("forgotten", 0.5f));
            return GoldenState.savepoint(judge);
          }
        },
        state -> {
          try (var judge = judge(state)) {
            judge.processElement2(outcome("answered", 1, 1500));
            judge.processElement1(answer("labelled", 0.75f));
            judge.processWatermark1(new Watermark(10_000_000));
            judge.processWatermark2(new Watermark(10_000_000));
            judge.processElement2(outcome("forgotten", 1, 2000));
            judge.processWatermark1(new Watermark(10_000_001));
            judge.processWatermark2(new Watermark(10_000_001));
            return judge.extractOutputValues().stream()
                .map(judged -> GoldenState.numbers(judged.output()) + " " + judged.target())
                .toList();
          }
        });
  }

  /** The third form holds doubles. */
  @Test
  void answersThatAreNoFloatsGoOnToBeJudged() throws Exception {
    GoldenState.check(
        "answer-judge-3",
        () -> {
          try (var judge = judge(null)) {
            judge.processElement1(answer("answered", 123_456_789.25));
            judge.processElement2(outcome("labelled", 123_456_789.5, 2000));
            return GoldenState.savepoint(judge);
          }
        },
        state -> {
          try (var judge = judge(state)) {
            judge.processElement2(outcome("answered", 123_456_789.75, 1500));
            judge.processElement1(answer("labelled", 123_456_780.125));
            judge.processWatermark1(new Watermark(10_000_000));
            judge.processWatermark2(new Watermark(10_000_000));
            return judge.extractOutputValues().stream()
                .map(judged -> "error " + (judged.target() - judged.output()[0]))
                .toList();
          }
        });
  }

  private static StreamRecord<GivenAnswer> answer(String id, double output) {
    return new StreamRecord<>(new GivenAnswer(id, new double[] {output}), 1000);
  }

  private static StreamRecord<Outcome> outcome(String id, double target, long time) {
    return new StreamRecord<>(new Outcome(id, 1000, target), time);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, GivenAnswer, Outcome, JudgedAnswer>
      judge(OperatorSubtaskState state) throws Exception {
    var judge =
        new KeyedTwoInputStreamOperatorTestHarness<String, GivenAnswer, Outcome, JudgedAnswer>(
            new AnswerJudgeOperator(SPEC),
            GivenAnswer::id,
            Outcome::id,
            Types.STRING,
            StateNames.MAX_PARALLELISM,
            1,
            0);
    judge.setup(new CodecSerializer<>(RecordKind.JUDGED_ANSWER));
    start(judge, state);
    return judge;
  }

  /** The first form had no scores of the last answers. */
  @ParameterizedTest
  @ValueSource(strings = {"answer-scores-1", "answer-scores-2"})
  void theAnswersScoresGoOn(String form) throws Exception {
    GoldenState.check(
        form,
        () -> {
          try (var scores = scores(null)) {
            judged(scores, 0, 30);
            return GoldenState.savepoint(scores);
          }
        },
        state -> {
          try (var scores = scores(state)) {
            judged(scores, 30, 40);
            scores.setProcessingTime(ReportingOperator.REPORT_EVERY_MILLIS);
            return reports(scores);
          }
        });
  }

  private static void judged(
      OneInputStreamOperatorTestHarness<JudgedAnswer, MetricReport> scores, int from, int to)
      throws Exception {
    for (int trip = from; trip < to; trip++) {
      double[] output = {(trip % 10) / 10f};
      scores.processElement(new StreamRecord<>(new JudgedAnswer(output, Trips.late(trip) ? 1 : 0)));
    }
  }

  private static OneInputStreamOperatorTestHarness<JudgedAnswer, MetricReport> scores(
      OperatorSubtaskState state) throws Exception {
    var scores =
        new OneInputStreamOperatorTestHarness<JudgedAnswer, MetricReport>(
            new AnswerScoresOperator(SPEC));
    scores.setup(new CodecSerializer<>(RecordKind.METRIC_REPORT));
    scores.setProcessingTime(0);
    start(scores, state);
    return scores;
  }

  private static void start(
      AbstractStreamOperatorTestHarness<?> harness, OperatorSubtaskState state) throws Exception {
    if (state == null) {
      harness.initializeEmptyState();
    } else {
      harness.initializeState(state);
    }
    harness.open();
  }

  private static List<String> reports(AbstractStreamOperatorTestHarness<?> harness) {
    return GoldenState.reported(
        harness.getSideOutput(SideOutputs.METRICS).stream().map(StreamRecord::getValue).toList());
  }

  private static String at(Position position) {
    return "%d/%s/%d/%d"
        .formatted(position.time(), position.topic(), position.partition(), position.offset());
  }
}
