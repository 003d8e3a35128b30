package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.join.Arrived;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.operators.report.SideOutputs;
import io.gradstream.operators.route.EventArrivals;
import io.gradstream.operators.route.EventRouter;
import io.gradstream.operators.route.LabelArrivals;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetter.Reason;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What a usable record becomes on its way to the join and the learner. */
class RoutingTest {

  private static final SpecBundle IN_EVENT = TestSpecs.inEvent();
  private static final SpecBundle OWN_TOPIC = TestSpecs.ownTopic();

  @Test
  void anEventWithItsLabelIsAnsweredAndLearned() throws Exception {
    Usable event = new Trips(IN_EVENT, 1).event(3);
    Routed<WorkItem> routed = route(new EventRouter(IN_EVENT), RecordKind.WORK_ITEM, event);

    WorkItem.AskAndLearn item = (WorkItem.AskAndLearn) routed.records().get(0);
    assertThat(item.key()).isEqualTo(Trips.place(3));
    assertThat(item.id()).isEqualTo("t3");
    assertThat(item.example().target()).isEqualTo(Trips.late(3) ? 1 : 0);
    assertThat(item.original()).isEqualTo(event.original());
  }

  @Test
  void anEventWithoutItsLabelIsOnlyAnswered() throws Exception {
    EventSchema schema = TestSpecs.read(IN_EVENT).model().events();
    Usable event = without(new Trips(IN_EVENT, 1).event(3), schema.indexOf("late"));
    Routed<WorkItem> routed = route(new EventRouter(IN_EVENT), RecordKind.WORK_ITEM, event);

    assertThat(routed.records()).hasExactlyElementsOfTypes(WorkItem.Ask.class);
    assertThat(routed.deadLetters()).isEmpty();
  }

  @Test
  void anEventWhoseLabelCannotBeUsedIsAnsweredAndADeadLetter() throws Exception {
    SpecBundle spec = TestSpecs.withClasses(IN_EVENT);
    Usable event = new Trips(spec, 1).event(3);
    Routed<WorkItem> routed = route(new EventRouter(spec), RecordKind.WORK_ITEM, event);

    assertThat(routed.records()).hasExactlyElementsOfTypes(WorkItem.Ask.class);
    assertThat(routed.deadLetters())
        .extracting(DeadLetter::reason)
        .containsExactly(Reason.UNKNOWN_CLASS);
  }

  @Test
  void anEventWhoseLabelCouldNotBeReadIsAnsweredAndADeadLetter() throws Exception {
    EventSchema schema = TestSpecs.read(IN_EVENT).model().events();
    Usable event = without(new Trips(IN_EVENT, 1).event(3), schema.indexOf("late"));
    Decoded.Bad bad = new Decoded.Bad(Reason.WRONG_TYPE, "late", "no flag");
    Routed<WorkItem> routed =
        route(
            new EventRouter(IN_EVENT),
            RecordKind.WORK_ITEM,
            new Usable(
                event.event(), event.original(), event.position(), Optional.of(bad), List.of()));

    assertThat(routed.records()).hasExactlyElementsOfTypes(WorkItem.Ask.class);
    assertThat(routed.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason()).isEqualTo(Reason.WRONG_TYPE);
              assertThat(letter.field()).isEqualTo("late");
              assertThat(letter.message()).isEqualTo("no flag");
              assertThat(letter.original()).isEqualTo(event.original());
            });
  }

  @Test
  void eventsAndLabelsArriveUnderTheirId() throws Exception {
    Trips trips = new Trips(OWN_TOPIC, 1);
    Routed<Arrived> events =
        route(new EventArrivals(OWN_TOPIC), RecordKind.ARRIVED, trips.event(3));
    Routed<Arrived> labels =
        route(new LabelArrivals(OWN_TOPIC), RecordKind.ARRIVED, trips.label(3));

    assertThat(events.records().get(0).id()).isEqualTo("t3");
    assertThat(labels.records().get(0))
        .isInstanceOfSatisfying(
            Arrived.LabelArrived.class,
            label -> assertThat(label.target()).isEqualTo(Trips.late(3) ? 1 : 0));
  }

  @Test
  void aLabelWithoutIdOrValueIsADeadLetter() throws Exception {
    EventSchema schema = ((LabelsSpec.OwnTopic) TestSpecs.read(OWN_TOPIC).labels()).schema();
    Usable label = new Trips(OWN_TOPIC, 1).label(3);
    for (String field : List.of("id", "late")) {
      Usable damaged = without(label, schema.indexOf(field));
      Routed<Arrived> routed = route(new LabelArrivals(OWN_TOPIC), RecordKind.ARRIVED, damaged);

      assertThat(routed.records()).isEmpty();
      assertThat(routed.deadLetters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.reason()).isEqualTo(Reason.MISSING_FIELD);
                assertThat(letter.field()).isEqualTo(field);
                assertThat(letter.original()).isEqualTo(label.original());
              });
    }
  }

  @Test
  void anEventThatNobodyCouldJoinIsADeadLetter() throws Exception {
    EventSchema schema = TestSpecs.read(OWN_TOPIC).model().events();
    Usable event = without(new Trips(OWN_TOPIC, 1).event(3), schema.indexOf("id"));
    Routed<Arrived> routed = route(new EventArrivals(OWN_TOPIC), RecordKind.ARRIVED, event);

    assertThat(routed.records()).isEmpty();
    assertThat(routed.deadLetters())
        .extracting(DeadLetter::reason)
        .containsExactly(Reason.MISSING_FIELD);
  }

  private static Usable without(Usable record, int field) {
    Object[] values = new Object[record.event().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == field ? null : record.event().value(i);
    }
    return new Usable(Event.owning(values), record.original(), record.position());
  }

  /** What came out. */
  record Routed<T>(List<T> records, List<DeadLetter> deadLetters) {}

  private static <T> Routed<T> route(
      OneInputStreamOperator<Usable, T> operator, RecordKind kind, Usable record) throws Exception {
    var harness = new OneInputStreamOperatorTestHarness<Usable, T>(operator, 720, 1, 0);
    harness.setup(new CodecSerializer<>(kind));
    harness.open();
    harness.processElement(new StreamRecord<>(record));
    var letters = harness.getSideOutput(SideOutputs.DEAD_LETTERS);
    Routed<T> routed =
        new Routed<>(
            harness.extractOutputValues(),
            letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList());
    harness.close();
    return routed;
  }
}
