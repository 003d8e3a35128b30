package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.schemas.SnapshotMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The default learner as the operator, as the plain learner and as {@code evaluate} over the same
 * events: equal to the bit, in every entry of its state, in its model and in its scores.
 */
class PoolOperatorTest {

  private static final SpecBundle SPEC = TestSpecs.withoutKey(TestSpecs.pool(TestSpecs.inEvent()));
  private static final int TRIPS = 300;
  private static final String KEY = "";

  @TempDir Path folder;

  private EvaluatedTrips evaluated;
  private final List<WorkItem.AskAndLearn> lessons = new ArrayList<>();

  @BeforeEach
  void evaluate() throws Exception {
    evaluated = EvaluatedTrips.of(SPEC, TRIPS, folder);
    long reached = Long.MIN_VALUE;
    for (Usable event : evaluated.events()) {
      reached = Math.max(reached, event.position().time());
      int trip = Trips.number(event);
      lessons.add(
          new WorkItem.AskAndLearn(
              KEY,
              new Example(
                  event.event(),
                  "t" + trip,
                  Trips.late(trip) ? 1 : 0,
                  event.position().at(reached)),
              event.original()));
    }
  }

  /** Half of it, a checkpoint, a failure, and the rest. */
  private LearnerHarness learned() throws Exception {
    OperatorSubtaskState checkpoint;
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(lessons.subList(0, 150));
      learner.watermark(lessons.get(120).position().time());
      checkpoint = learner.snapshot();
      learner.process(lessons.subList(150, 200)); // lost
      learner.watermark(lessons.get(180).position().time());
    }
    LearnerHarness restored = LearnerHarness.restored(SPEC, folder, checkpoint);
    restored.process(lessons.subList(150, TRIPS));
    restored.watermark(lessons.get(TRIPS - 1).position().time());
    return restored;
  }

  @Test
  void everyEntryOfItsStateIsThatOfThePlainLearner() throws Exception {
    PlainState plain = new PlainState(KEY);
    try (Learner learner = TestSpecs.read(SPEC).newLearner(KEY, LearnerHarness.GENERATION)) {
      lessons.forEach(lesson -> learner.learn(lesson.example()));
      learner.write(plain);
    }
    try (LearnerHarness learner = learned()) {
      Map<String, String> state = new TreeMap<>(learner.state());
      state.keySet().removeIf(name -> name.contains("/seen"));

      assertThat(state).isEqualTo(plain.entries());
      assertThat(state.keySet())
          .anyMatch(name -> name.contains("/history/"))
          .anyMatch(name -> name.contains("/mix/"))
          .anyMatch(name -> name.contains("/replay/"))
          .anyMatch(name -> name.contains("member=member4"));
    }
  }

  @Test
  void itsModelIsThatOfEvaluate() throws Exception {
    try (LearnerHarness learner = learned()) {
      learner.clock(1000);
      List<SnapshotMessage> published = learner.snapshots();
      SnapshotMessage newest = published.get(published.size() - 1);
      ModelSnapshot model =
          SnapshotCodec.decode(((SnapshotMessage.Inline) newest.content()).bytes());

      evaluated.assertSameModel(model);
    }
  }
}
