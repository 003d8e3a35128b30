package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.change.IncompatibleStateException;
import io.gradstream.learning.join.Arrived.EventArrived;
import io.gradstream.learning.join.Arrived.LabelArrived;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetter.Reason;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As long as nothing was learned, every change of the spec is taken. */
class BeginnerTest {

  private static final SpecBundle IN_EVENT = TestSpecs.inEvent();
  private static final SpecBundle OWN_TOPIC = TestSpecs.ownTopic();

  @TempDir Path folder;

  /** Thirty trips waiting to be learned, after those up to a time were. */
  private OperatorSubtaskState checkpoint(int learned) throws Exception {
    Trips trips = new Trips(IN_EVENT, 1);
    try (LearnerHarness learner =
        LearnerHarness.restored(IN_EVENT, folder, new HashMapStateBackend(), null)) {
      learner.process(trips.lessons(0, 30));
      if (learned > 0) {
        learner.watermark(Trips.time(learned));
      }
      return learner.snapshot();
    }
  }

  @Test
  void anotherTargetIsLearnedAndWhatWaitedIsInTheDeadLetters() throws Exception {
    SpecBundle numbers = TestSpecs.withTarget(IN_EVENT, "{regression: minutes}");
    try (LearnerHarness learner = LearnerHarness.restored(numbers, folder, checkpoint(0))) {
      assertThat(learner.deadLetters()).hasSize(30);
      Usable event = new Trips(IN_EVENT, 1).event(7);
      assertThat(learner.deadLetters())
          .allMatch(letter -> letter.reason() == Reason.WRONG_TYPE)
          .extracting(DeadLetter::original)
          .contains(event.original());
      learner.watermark(Trips.time(100));
      assertThat(learner.state()).isEmpty();
    }
  }

  @Test
  void anotherKeyIsTaken() throws Exception {
    SpecBundle single = TestSpecs.withKey(IN_EVENT, "");
    try (LearnerHarness learner = LearnerHarness.restored(single, folder, checkpoint(0))) {
      assertThat(learner.deadLetters()).hasSize(30);
      learner.process(new Trips(single, 1).lessons(30, 60));
      learner.watermark(Trips.time(100));
      assertThat(learner.state()).isNotEmpty();
    }
  }

  @Test
  void otherFeaturesAreTakenAndWhatWaitedIsLearned() throws Exception {
    SpecBundle more = TestSpecs.withPassengers(TestSpecs.withWidth(IN_EVENT, 12));
    try (LearnerHarness learner = LearnerHarness.restored(more, folder, checkpoint(0))) {
      learner.watermark(Trips.time(100));
      assertThat(learner.deadLetters()).isEmpty();
      assertThat(learner.state()).isNotEmpty();
    }
  }

  @Test
  void otherTopicsWantABeginningAnewWhichIsSaid() throws Exception {
    SpecBundle elsewhere = TestSpecs.withTopic(IN_EVENT, "other-trips");
    OperatorSubtaskState state = checkpoint(0);
    assertThatThrownBy(() -> LearnerHarness.restored(elsewhere, folder, state))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining("other-trips")
        .hasMessageContaining("add --anew");
  }

  @Test
  void afterTheFirstExampleItIsRefusedAsEver() throws Exception {
    OperatorSubtaskState state = checkpoint(1);
    SpecBundle numbers = TestSpecs.withTarget(IN_EVENT, "{regression: minutes}");
    assertThatThrownBy(() -> LearnerHarness.restored(numbers, folder, state))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContaining("target.binary was late and is not given");
  }

  @Test
  void eventsWaitOnForLabelsOfAnotherMeaningAndLabelsDoNot() throws Exception {
    Trips old = new Trips(OWN_TOPIC, 1);
    OperatorSubtaskState state = joinState(old, false);
    SpecBundle numbers = TestSpecs.withTarget(OWN_TOPIC, "{regression: minutes}");
    try (JoinHarness join = JoinHarness.open(numbers, state)) {
      assertThat(join.deadLetters())
          .extracting(DeadLetter::original)
          .containsExactly(old.label(6).original());
      Usable label = old.label(5);
      join.arrive(new LabelArrived("t5", 12, label.position(), label.original()));
      join.watermark(Trips.time(1000));
      assertThat(ids(join)).containsExactly("t5");
    }
  }

  @Test
  void eventsWithoutTheNewKeyAreDropped() throws Exception {
    Trips old = new Trips(OWN_TOPIC, 1);
    SpecBundle byPlane = TestSpecs.withKey(OWN_TOPIC, "plane");
    try (JoinHarness join = JoinHarness.open(byPlane, joinState(old, false))) {
      assertThat(join.deadLetters())
          .extracting(DeadLetter::original)
          .containsExactly(old.event(5).original());
    }
    SpecBundle byCarrier = TestSpecs.withKey(OWN_TOPIC, "carrier");
    try (JoinHarness join = JoinHarness.open(byCarrier, joinState(old, false))) {
      assertThat(join.deadLetters()).isEmpty();
    }
  }

  @Test
  void whatWasJoinedMayHaveBeenLearned() throws Exception {
    OperatorSubtaskState state = joinState(new Trips(OWN_TOPIC, 1), true);
    assertThatThrownBy(
            () -> JoinHarness.open(TestSpecs.withTarget(OWN_TOPIC, "{regression: minutes}"), state))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(IncompatibleStateException.class);
  }

  /** An event and a label of another that wait, and perhaps two that met. */
  private static OperatorSubtaskState joinState(Trips trips, boolean joined) throws Exception {
    try (JoinHarness join = JoinHarness.open(OWN_TOPIC, null)) {
      Usable event = trips.event(5);
      join.arrive(new EventArrived("t5", event.event(), event.position(), event.original()));
      Usable label = trips.label(6);
      join.arrive(new LabelArrived("t6", 1, label.position(), label.original()));
      if (joined) {
        Usable met = trips.event(1);
        join.arrive(new EventArrived("t1", met.event(), met.position(), met.original()));
        Usable by = trips.label(1);
        join.arrive(new LabelArrived("t1", 1, by.position(), by.original()));
        join.watermark(Math.max(met.position().time(), by.position().time()));
      }
      return join.snapshot(1, 1);
    }
  }

  private static Set<String> ids(JoinHarness join) {
    return join.take().stream().map(WorkItem::id).collect(Collectors.toSet());
  }
}
