package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.operators.record.WorkItem.AskAndLearn;
import io.gradstream.schemas.ControlCommand.Promote;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessage.Inline;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Challengers in the job: whatever happens around them, and who answers. */
class ChallengersTest {

  private static final SpecBundle ALONE = TestSpecs.withoutKey(TestSpecs.inEvent());
  private static final SpecBundle SPEC =
      challenged("{wide: {network: [{dense: 12}]}, quick: {learn: {batch: 1}}}");

  @TempDir Path folder;

  private final Trips trips = new Trips(SPEC, 1);

  private static SpecBundle challenged(String challengers) {
    return TestSpecs.replaced(ALONE, "publish:", "challengers: " + challengers + "\npublish:");
  }

  /** All of one model. */
  private List<AskAndLearn> lessons(int from, int to) {
    return trips.lessons(from, to).stream()
        .map(of -> new AskAndLearn("", of.example(), of.original()))
        .toList();
  }

  private static Promote promote(String name) {
    return new Promote("to-" + name, Optional.empty(), name);
  }

  private static SnapshotMessage newest(LearnerHarness learner) {
    List<SnapshotMessage> all = learner.snapshots();
    return all.get(all.size() - 1);
  }

  private static byte[] bytes(SnapshotMessage message) {
    return ((Inline) message.content()).bytes();
  }

  private static ModelSnapshot model(SnapshotMessage message) {
    return SnapshotCodec.decode(bytes(message));
  }

  private void learn(LearnerHarness learner, int from, int to) throws Exception {
    learner.process(lessons(from, to));
    learner.watermark(Trips.time(to));
  }

  @Test
  void thePublishedModelIsTheSameWithThemAndWithout() throws Exception {
    try (LearnerHarness with = LearnerHarness.fresh(SPEC, folder);
        LearnerHarness without = LearnerHarness.fresh(ALONE, folder)) {
      for (LearnerHarness each : List.of(with, without)) {
        learn(each, 0, 100);
        each.clock(1000);
      }

      assertThat(bytes(newest(with))).isEqualTo(bytes(newest(without)));
    }
  }

  @Test
  void aPromotionIsPublishedAtOnceThoughNothingIsLearnedBehindIt() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learn(learner, 0, 100);
      learner.clock(1000);
      SnapshotMessage before = newest(learner);
      learner.command(promote("wide"));

      assertThat(newest(learner).version()).isEqualTo(before.version().next());
      assertThat(model(newest(learner)).weights().length)
          .isGreaterThan(model(before).weights().length);
      assertThat(newest(learner).lineage().examples()).isEqualTo(100);
    }
  }

  static Stream<StateBackend> backends() {
    return Stream.of(new HashMapStateBackend(), RocksDb.backend());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aRestoredLearnerPromotesAsItWouldHave(StateBackend backend) throws Exception {
    Map<String, String> undisturbed;
    OperatorSubtaskState ahead;
    OperatorSubtaskState done;
    try (LearnerHarness learner = LearnerHarness.restored(SPEC, folder, backend, null)) {
      learner.process(lessons(0, 120));
      learner.watermark(Trips.time(90));
      learner.command(promote("quick"), Trips.time(100), 0);
      ahead = learner.snapshot();
      learner.watermark(Trips.time(120));
      done = learner.snapshot();
      learn(learner, 120, 160);
      undisturbed = learner.state();
    }
    for (OperatorSubtaskState checkpoint : List.of(ahead, done)) {
      try (LearnerHarness learner = LearnerHarness.restored(SPEC, folder, backend, checkpoint)) {
        learner.command(promote("quick"), Trips.time(100), 0); // as the log tells it again
        learner.watermark(Trips.time(120));
        learn(learner, 120, 160);
        assertThat(learner.state()).isEqualTo(undisturbed);
      }
    }
  }

  @Test
  void anOrderThatCannotBeCarriedOutIsLeft() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.command(promote("wide")); // which has learned nothing
      assertThat(learner.snapshots()).isEmpty();
      learn(learner, 0, 40);
      learner.command(promote("nobody"));
      learner.clock(1000);

      assertThat(model(newest(learner)).spec()).isEqualTo(TestSpecs.read(SPEC).model());
    }
  }

  @Test
  void theSameSpecGoesOnWithThePromotedOneAndASpecWithoutItIsRefused() throws Exception {
    OperatorSubtaskState promoted;
    SnapshotMessage last;
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learn(learner, 0, 60);
      learner.command(promote("wide"));
      promoted = learner.snapshot();
      last = newest(learner);
    }
    try (LearnerHarness learner = LearnerHarness.redeployed(SPEC, folder, 9, promoted)) {
      learn(learner, 60, 100);
      learner.clock(1000);
      assertThat(newest(learner).version().generation()).isEqualTo(last.version().generation());
      assertThat(model(newest(learner)).spec()).isEqualTo(model(last).spec());
    }
    SpecBundle fewer = challenged("{quick: {learn: {batch: 1}}}");
    assertThatThrownBy(() -> LearnerHarness.redeployed(fewer, folder, 9, promoted))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining("answered by its challenger wide")
        .hasMessageContaining("gradstream models promote trips main");
  }

  @Test
  void aChallengerThatIsAddedBeginsThereAndTheChampionGoesOn() throws Exception {
    OperatorSubtaskState alone;
    try (LearnerHarness learner = LearnerHarness.fresh(ALONE, folder)) {
      learn(learner, 0, 60);
      alone = learner.snapshot();
    }
    try (LearnerHarness with = LearnerHarness.redeployed(SPEC, folder, 9, alone);
        LearnerHarness without = LearnerHarness.redeployed(ALONE, folder, 9, alone)) {
      for (LearnerHarness each : List.of(with, without)) {
        learn(each, 60, 100);
        each.clock(1000);
      }

      assertThat(model(newest(with)).weights()).isEqualTo(model(newest(without)).weights());
      assertThat(newest(with).version().generation()).isEqualTo(9);
      with.command(promote("wide"));
      assertThat(newest(with).lineage().examples()).isEqualTo(40);
    }
  }
}
