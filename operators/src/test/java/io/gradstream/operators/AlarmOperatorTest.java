package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Event;
import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.schemas.Anomaly;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.Prediction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that a job judges as they come. */
final class AlarmOperatorTest {

  private static final SpecBundle SPEC =
      TestSpecs.replaced(
          TestSpecs.withoutKey(TestSpecs.withAlarms(TestSpecs.onArrival())),
          "batch: 4",
          "batch: 1");
  private static final String KEY = "";
  private static final int TRIPS = 400;
  private static final int FAR = 350;

  @TempDir Path folder;

  private final LearnerSpec spec = TestSpecs.read(SPEC);

  /** Trips of about a hundred, but for one. */
  private List<WorkItem.AskAndLearn> lessons() {
    Random random = new Random(3);
    List<WorkItem.AskAndLearn> lessons = new ArrayList<>();
    for (int i = 0; i < TRIPS; i++) {
      double distance = i == FAR ? 5000 : 100 + random.nextGaussian();
      long time = 1000L * i;
      Object[] values =
          spec.model().events().fields().stream()
              .map(
                  field ->
                      switch (field.name()) {
                        case "distance" -> (Object) distance;
                        case "when" -> time;
                        default -> "aa";
                      })
              .toArray();
      Position position = new Position(time, Trips.EVENTS, 0, i);
      lessons.add(
          new WorkItem.AskAndLearn(
              KEY, new Example(Event.owning(values), "t" + i, distance, position), new byte[1]));
    }
    return lessons;
  }

  /** By mini-batches of one in the order of arrival, through a failure. */
  @Test
  void predictionsSayWhatThePlainLearnerFindsAndStateIsTheSame() throws Exception {
    List<WorkItem.AskAndLearn> lessons = lessons();
    PlainState plain = new PlainState(KEY);
    List<Optional<Anomaly>> found = new ArrayList<>();
    try (Learner learner = spec.newLearner(KEY, LearnerHarness.GENERATION)) {
      learner.alarms().orElseThrow().listen((position, anomaly) -> found.add(Optional.of(anomaly)));
      lessons.forEach(lesson -> learner.learn(lesson.example()));
      learner.write(plain);
    }

    OperatorSubtaskState checkpoint;
    List<Prediction> said = new ArrayList<>();
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(lessons.subList(0, 200));
      said.addAll(learner.predictions());
      checkpoint = learner.snapshot();
      learner.process(lessons.subList(200, 300)); // lost
    }
    try (LearnerHarness learner = LearnerHarness.restored(SPEC, folder, checkpoint)) {
      learner.process(lessons.subList(200, TRIPS));
      said.addAll(learner.predictions());
      Map<String, String> state = new TreeMap<>(learner.state());
      state.keySet().removeIf(name -> name.contains("/seen"));

      assertThat(said).extracting(Prediction::anomaly).isEqualTo(found);
      assertThat(said.get(FAR).anomaly().orElseThrow().isAlarm()).isTrue();
      assertThat(state).isEqualTo(plain.entries());
      assertThat(state.keySet()).anyMatch(name -> name.contains("/alarms/"));
    }
  }

  @Test
  void aQuestionIsNotJudged() throws Exception {
    List<WorkItem.AskAndLearn> lessons = lessons();
    WorkItem.AskAndLearn last = lessons.get(TRIPS - 1);
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(lessons);
      learner.process(List.of(new WorkItem.Ask(KEY, "q", last.event(), last.position())));
      List<Prediction> said = learner.predictions();

      assertThat(said.get(said.size() - 1).anomaly()).contains(Anomaly.NONE);
    }
  }
}
