package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.ControlCommand.Pause;
import io.gradstream.schemas.ControlCommand.RollBack;
import io.gradstream.schemas.ControlCommand.SetLearningRate;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessage.Inline;
import io.gradstream.schemas.Version;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders to go back: one model does, at the order's position, whatever happens around it. */
class LearnerGoesBackTest {

  private static final SpecBundle SPEC = TestSpecs.inEvent();
  private static final String KEY = "oslo";

  @TempDir Path folder;

  private final Trips trips = new Trips(SPEC, 1);
  private SnapshotMessage source;

  @BeforeEach
  void publishTheModelGoneBackTo() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 60));
      learner.watermark(Trips.time(60));
      learner.clock(1000);
      source = of(KEY, learner.snapshots());
    }
  }

  private static SnapshotMessage of(String key, List<SnapshotMessage> messages) {
    return messages.stream()
        .filter(message -> message.key().equals(key))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private RollBack order(String id) {
    return new RollBack(id, Optional.empty(), KEY, source.version(), source.content());
  }

  private static ModelSnapshot snapshot(SnapshotMessage message) {
    return SnapshotCodec.decode(((Inline) message.content()).bytes());
  }

  @Test
  void itIsPublishedAtOnceThoughNothingIsLearnedBehindIt() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 140));
      learner.watermark(Trips.time(140));
      learner.clock(1000);
      SnapshotMessage before = of(KEY, learner.snapshots());
      int published = learner.snapshots().size();
      learner.command(order("c1"));

      assertThat(learner.snapshots()).hasSize(published + 1);
      SnapshotMessage back = of(KEY, learner.snapshots());
      assertThat(back.version()).isEqualTo(before.version().next());
      assertThat(back.lineage().source()).contains(source.version());
      assertThat(back.lineage().examples()).isEqualTo(source.lineage().examples());
      assertThat(snapshot(back).weights()).isEqualTo(snapshot(source).weights());
      assertThat(snapshot(back).lineage()).isEqualTo(back.lineage());
    }
  }

  @Test
  void itTakesEffectAtItsPositionWhereverItsSubtaskStands() throws Exception {
    Map<String, String> early;
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.command(order("c1"), Trips.time(100), 0);
      learner.process(trips.lessons(0, 160));
      learner.watermark(Trips.time(160));
      early = learner.state();
    }
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 160));
      learner.watermark(Trips.time(100) - 1);
      learner.lessonsWatermark(Trips.time(160));
      learner.command(order("c1"), Trips.time(100), 0);
      learner.commandsWatermark(Trips.time(160));
      assertThat(learner.state()).isEqualTo(early);
    }
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 160));
      learner.watermark(Trips.time(160));
      Map<String, String> without = learner.state();
      assertThat(without).isNotEqualTo(early);
      assertThat(withoutKey(without)).as("all others go on").isEqualTo(withoutKey(early));
    }
  }

  private static Map<String, String> withoutKey(Map<String, String> state) {
    return state.entrySet().stream()
        .filter(entry -> !entry.getKey().contains(KEY))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void aRestoredLearnerGoesBackAsItWouldHave() throws Exception {
    Map<String, String> undisturbed;
    OperatorSubtaskState ahead;
    OperatorSubtaskState done;
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 120));
      learner.watermark(Trips.time(90));
      learner.command(order("c1"), Trips.time(100), 0);
      ahead = learner.snapshot();
      learner.watermark(Trips.time(120));
      done = learner.snapshot();
      learner.process(trips.lessons(120, 160));
      learner.watermark(Trips.time(160));
      undisturbed = learner.state();
    }
    for (OperatorSubtaskState checkpoint : List.of(ahead, done)) {
      try (LearnerHarness learner = LearnerHarness.restored(SPEC, folder, checkpoint)) {
        learner.command(order("c1"), Trips.time(100), 0); // as the log tells it again
        learner.watermark(Trips.time(120));
        learner.process(trips.lessons(120, 160));
        learner.watermark(Trips.time(160));
        assertThat(learner.state()).isEqualTo(undisturbed);
      }
    }
  }

  @Test
  void twoSubtasksGoOnAsOneWouldWhoeverHasTheKey() throws Exception {
    OperatorSubtaskState ahead;
    Map<String, String> expected;
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 120));
      learner.watermark(Trips.time(90));
      learner.command(order("c1"), Trips.time(100), 0);
      ahead = learner.snapshot();
      learner.watermark(Trips.time(120));
      expected = learner.state();
    }
    Map<String, String> found = new HashMap<>();
    for (int at = 0; at < 2; at++) {
      try (LearnerHarness learner = LearnerHarness.subtask(SPEC, folder, at, 2, ahead, 1)) {
        learner.watermark(Trips.time(120));
        found.putAll(learner.state());
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void aPauseGoesOnAndSoDoesARate() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 140));
      learner.watermark(Trips.time(140));
      learner.command(new SetLearningRate("c1", 0.5f));
      learner.command(new Pause("c2"));
      learner.command(order("c3"));
      Version back = of(KEY, learner.snapshots()).version();
      learner.process(trips.lessons(140, 180));
      learner.watermark(Trips.time(180));
      learner.endOfInput();

      assertThat(of(KEY, learner.snapshots()).version()).isEqualTo(back);
    }
  }

  @Test
  void aModelThatNeverLearnedHereComesToBe() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.command(order("c1"));

      SnapshotMessage back = of(KEY, learner.snapshots());
      assertThat(back.version()).isEqualTo(new Version(LearnerHarness.GENERATION, 1));
      assertThat(snapshot(back).weights()).isEqualTo(snapshot(source).weights());
      assertThat(learner.state()).isNotEmpty();
    }
  }

  @Test
  void anOrderThatDoesNotFitIsLeft() throws Exception {
    SpecBundle other = TestSpecs.withClasses(SPEC);
    try (LearnerHarness learner = LearnerHarness.fresh(other, folder)) {
      learner.command(order("c1"));
      assertThat(learner.snapshots()).isEmpty();
      assertThat(learner.state()).isEmpty();
    }
    try (LearnerHarness learner = LearnerHarness.fresh(TestSpecs.withKeys(SPEC, 1), folder);
        LearnerHarness undisturbed = LearnerHarness.fresh(TestSpecs.withKeys(SPEC, 1), folder)) {
      for (LearnerHarness each : List.of(learner, undisturbed)) {
        each.process(
            trips.lessons(0, 60).stream().filter(lesson -> !lesson.key().equals(KEY)).toList());
        each.watermark(Trips.time(60));
      }
      learner.command(order("c1")); // one model more than there may be
      assertThat(learner.state()).isEqualTo(undisturbed.state());
    }
  }
}
