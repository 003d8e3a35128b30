package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Event;
import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.SnapshotMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A class that first comes between a checkpoint and a failure claims the same row again: after the
 * restart every bit is the plain learner's, and what is published names the classes.
 */
class LateClassTest {

  private static final int TRIPS = 300;
  private static final int CHECKPOINT = 150;
  private static final int FIRST_CANCELLED = 160;
  private static final int FAILURE = 200;
  private static final String CLASSES = "{classes: {atMost: 3}, field: outcome}";

  @TempDir Path folder;

  private static SpecBundle pool() {
    return TestSpecs.withTarget(TestSpecs.withoutKey(TestSpecs.pool(TestSpecs.inEvent())), CLASSES);
  }

  private static SpecBundle network() {
    return TestSpecs.withTarget(TestSpecs.withoutKey(TestSpecs.inEvent()), CLASSES);
  }

  /** More classes than there is room for come at the end. */
  static String outcome(int trip) {
    if (trip >= 250 && trip % 20 == 3) {
      return "diverted";
    }
    return trip >= FIRST_CANCELLED && trip % 4 == 0
        ? "cancelled"
        : Trips.late(trip) ? "late" : "on time";
  }

  /** A trip's label with its outcome. */
  static Usable label(SpecBundle spec, Usable label) {
    LabelsSpec.OwnTopic labels = (LabelsSpec.OwnTopic) TestSpecs.read(spec).labels();
    int field = labels.schema().indexOf("outcome");
    return new Usable(withOutcome(label, field), label.original(), label.position());
  }

  private static Event event(SpecBundle spec, Usable trip) {
    return withOutcome(trip, TestSpecs.read(spec).model().events().indexOf("outcome"));
  }

  private static Event withOutcome(Usable trip, int field) {
    Object[] values = new Object[trip.event().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == field ? outcome(Trips.number(trip)) : trip.event().value(i);
    }
    return Event.of(values);
  }

  private static List<WorkItem.AskAndLearn> lessons(SpecBundle spec) {
    Trips trips = new Trips(spec, 1);
    List<WorkItem.AskAndLearn> lessons = new ArrayList<>();
    long reached = Long.MIN_VALUE;
    for (int i = 0; i < TRIPS; i++) {
      Usable trip = trips.event(i);
      reached = Math.max(reached, trip.position().time());
      lessons.add(
          new WorkItem.AskAndLearn(
              "",
              Example.named(event(spec, trip), "t" + i, outcome(i), trip.position().at(reached)),
              trip.original()));
    }
    return lessons;
  }

  /** Up to a checkpoint, on to a failure, and again from the checkpoint. */
  private LearnerHarness learned(SpecBundle spec, List<WorkItem.AskAndLearn> lessons)
      throws Exception {
    OperatorSubtaskState checkpoint;
    try (LearnerHarness learner = LearnerHarness.fresh(spec, folder)) {
      learner.process(lessons.subList(0, CHECKPOINT));
      learner.watermark(lessons.get(CHECKPOINT - 10).position().time());
      checkpoint = learner.snapshot();
      learner.process(lessons.subList(CHECKPOINT, FAILURE)); // lost
      learner.watermark(lessons.get(FAILURE - 1).position().time());
      assertThat(last(learner.predictions()).classes().orElseThrow()).contains("on time");
    }
    LearnerHarness restored = LearnerHarness.restored(spec, folder, checkpoint);
    for (WorkItem lesson : lessons.subList(CHECKPOINT, TRIPS)) {
      restored.process(lesson);
      restored.watermark(lesson.position().time() - 1);
    }
    restored.watermark(last(lessons).position().time());
    return restored;
  }

  private static <T> T last(List<T> all) {
    return all.get(all.size() - 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void afterAFailureEveryBitIsThatOfThePlainLearner(boolean isPool) throws Exception {
    SpecBundle spec = isPool ? pool() : network();
    List<WorkItem.AskAndLearn> lessons = lessons(spec);
    PlainState plain = new PlainState("");
    try (Learner learner = TestSpecs.read(spec).newLearner("", LearnerHarness.GENERATION)) {
      for (WorkItem.AskAndLearn lesson : lessons) {
        if (learner.refusal(lesson.example()).isEmpty()) {
          learner.learn(lesson.example());
        }
      }
      learner.write(plain);
    }
    try (LearnerHarness learner = learned(spec, lessons)) {
      Map<String, String> state = new TreeMap<>(learner.state());
      state.keySet().removeIf(name -> name.contains("/seen"));

      assertThat(state).isEqualTo(plain.entries());
      assertThat(state.keySet()).anyMatch(name -> name.contains("/classes/"));
    }
  }

  @Test
  void whatIsPublishedNamesTheClassesAndFurtherOnesAreDeadLetters() throws Exception {
    SpecBundle spec = pool();
    List<WorkItem.AskAndLearn> lessons = lessons(spec);
    try (LearnerHarness learner = learned(spec, lessons)) {
      learner.clock(1000);
      ModelSnapshot published = snapshot(last(learner.snapshots()));
      List<Prediction> predictions = learner.predictions();

      assertThat(published.classes()).containsExactlyInAnyOrder("on time", "late", "cancelled");
      assertThat(last(predictions).classes()).contains(published.classes());
      assertThat(predictions)
          .allSatisfy(
              answer -> assertThat(answer.output()).hasSize(answer.classes().orElseThrow().size()));
      assertThat(learner.deadLetters())
          .isNotEmpty()
          .allSatisfy(letter -> assertThat(letter.reason()).isEqualTo(Reason.UNKNOWN_CLASS))
          .extracting(DeadLetter::message)
          .allMatch(message -> message.contains("'diverted' is another class"));
      try (Model served = Model.of(published)) {
        Map<String, Double> shares = new HashMap<>();
        double[] said = served.predict(lessons.get(TRIPS - 1).event());
        for (int c = 0; c < said.length; c++) {
          shares.put(served.classes().met().names().get(c), said[c]);
        }
        assertThat(shares).containsOnlyKeys("on time", "late", "cancelled");
      }
    }
  }

  private static ModelSnapshot snapshot(SnapshotMessage message) {
    return SnapshotCodec.decode(((SnapshotMessage.Inline) message.content()).bytes());
  }
}
