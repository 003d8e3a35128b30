package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Topics whose labels come later, in one process; the order is {@link TimeOrderTest}'s. */
final class TopicPassTest {

  private static final String SPEC =
      """
      learner: clicks
      events: {topic: clicks, id: id}
      labels: {topic: buys, id: click, wait: 100s%s}
      features: [{field: x, as: numeric}]
      target: {binary: bought}
      network: [{dense: 4, activation: relu}]
      learn: {batch: 2}
      """;

  private static LearnerSpec spec(String more) {
    return SpecReader.read(new SpecBundle("clicks.yaml", SPEC.formatted(more), Map.of()));
  }

  private static EvaluationReport run(
      LearnerSpec spec, long limit, List<TopicRecord> events, List<TopicRecord> labels)
      throws IOException {
    Source topics =
        new Source.Topics(
            List.of(new InMemoryPartition(false, events), new InMemoryPartition(true, labels)));
    return Evaluation.run(
        spec,
        new EvaluationOptions(
            topics, limit, 1, Optional.empty(), Optional.empty(), 0, Optional.empty()),
        () -> 0);
  }

  /** An event of a second. */
  private static TopicRecord event(LearnerSpec spec, int second) {
    return event(spec, second, "c" + second);
  }

  private static TopicRecord event(LearnerSpec spec, int second, String id) {
    Object[] values = new Object[spec.model().events().fields().size()];
    values[spec.model().events().indexOf("id")] = id;
    values[spec.model().events().indexOf("x")] = (double) second;
    return new TopicRecord.OfEvents(
        new Decoded.Good(Event.owning(values)),
        new Position(second * 1000L, "clicks", 0, second),
        Optional.empty());
  }

  /** The label of an event, which comes so many seconds later. */
  private static TopicRecord label(int second, int later) {
    EventSchema schema = ((LabelsSpec.OwnTopic) spec("").labels()).schema();
    Object[] values = new Object[schema.fields().size()];
    values[schema.indexOf("click")] = "c" + second;
    values[schema.indexOf("bought")] = second % 2 == 0;
    return new TopicRecord.OfLabels(
        Event.owning(values), new Position((second + later) * 1000L, "buys", 0, second));
  }

  private static List<TopicRecord> events(LearnerSpec spec, int count) {
    List<TopicRecord> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(event(spec, i));
    }
    return events;
  }

  private static List<TopicRecord> labels(int count, int later) {
    List<TopicRecord> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      labels.add(label(i, later));
    }
    return labels;
  }

  @Test
  void answersAreGivenWithoutTheLabelsThatComeLater() throws IOException {
    LearnerSpec spec = spec("");

    EvaluationReport report = run(spec, Long.MAX_VALUE, events(spec, 60), labels(60, 20));

    assertThat(report.rows()).isEqualTo(60);
    assertThat(report.topics()).contains(new EvaluationReport.OfTopics(60, 0, 0));
    assertThat(report.n()).isEqualTo(60);
    assertThat(report.answersMeasure("n")).hasValue(60);
    // the first model there is learns the labels of seconds 0 and 1, known at 20 and 21
    assertThat(report.answersMeasure("n_scored")).hasValue(60 - 22);
    assertThat(report.curve()).isNotEmpty();
    assertThat(report.table()).contains("60 events, 60 labels, ", "before their labels: 60");
  }

  @Test
  void tombstonesAreLeftOutAndCountedApart() throws IOException {
    LearnerSpec spec = spec("");
    List<TopicRecord> events = events(spec, 60);
    List<TopicRecord> labels = labels(60, 20);
    events.add(30, new TopicRecord.Tombstone(new Position(9_999_999, "clicks", 0, 1030), false));
    labels.add(10, new TopicRecord.Tombstone(new Position(9_999_999, "buys", 0, 1010), true));

    EvaluationReport report = run(spec, Long.MAX_VALUE, events, labels);

    assertThat(report.rows()).isEqualTo(60);
    assertThat(report.n()).isEqualTo(60);
    assertThat(report.badRows()).isEmpty();
    assertThat(report.topics()).contains(new EvaluationReport.OfTopics(60, 0, 2));
    assertThat(report.table()).contains("tombstones              2  records of what is no more");
    assertThat(report.json()).contains("\"tombstones\":2");
  }

  @Test
  void eventsWhoseLabelsMayStillComeAreNeitherMissedNorNegative() throws IOException {
    LearnerSpec spec = spec(", otherwise: negative");
    List<TopicRecord> events = events(spec, 150);

    EvaluationReport none = run(spec, Long.MAX_VALUE, events, List.of());
    assertThat(none.topics().orElseThrow().waiting()).isEqualTo(150);
    assertThat(none.n()).isZero();
    assertThat(none.table()).contains("waiting               150  events whose label may still");

    EvaluationReport some = run(spec, Long.MAX_VALUE, events, List.of(label(3, 1), label(120, 5)));
    // the labels have come to second 125: all but one of the events to 24 have waited long enough
    assertThat(some.topics().orElseThrow().waiting()).isEqualTo(150 - 25 - 1);
    assertThat(some.n()).isEqualTo(24 + 2);
    assertThat(some.notes())
        .contains("24 events had no label within labels.wait and were learned as negative");
  }

  @Test
  void theFirstEventsGetAllTheirLabelsAndNoMoreIsRead() throws IOException {
    LearnerSpec spec = spec("");
    InMemoryPartition labels = new InMemoryPartition(true, labels(90, 20));
    Source topics =
        new Source.Topics(List.of(new InMemoryPartition(false, events(spec, 90)), labels));

    EvaluationReport report =
        Evaluation.run(
            spec,
            new EvaluationOptions(
                topics, 10, 1, Optional.empty(), Optional.empty(), 0, Optional.empty()),
            () -> 0);

    assertThat(report.rows()).isEqualTo(10);
    assertThat(report.answersMeasure("n")).hasValue(10);
    assertThat(report.badRows()).isEmpty();
    assertThat(labels.left()).isGreaterThan(70);
  }

  @Test
  void badRecordsAreCountedAsAJobsDeadLettersAndNamedByTheirPlace() throws IOException {
    LearnerSpec spec = spec("");
    List<TopicRecord> events = events(spec, 4);
    events.add(event(spec, 5, "c1"));
    events.add(event(spec, 6, null));
    Position torn = new Position(7000, "clicks", 0, 7);
    events.add(new TopicRecord.Unusable(torn, false, Reason.MALFORMED, "no JSON"));
    events.add(event(spec, 300));
    List<TopicRecord> labels = labels(4, 1);
    labels.add(label(9, 0)); // of no event
    labels.add(label(299, 2));

    EvaluationReport report = run(spec, Long.MAX_VALUE, events, labels);

    assertThat(report.rows()).isEqualTo(8);
    assertThat(report.badRows())
        .isEqualTo(
            Map.of(
                Reason.DUPLICATE,
                1L,
                Reason.MISSING_FIELD,
                1L,
                Reason.MALFORMED,
                1L,
                Reason.LABEL_WITHOUT_EVENT,
                1L));
    assertThat(report.table())
        .contains("clicks-0 offset 5: an event with id 'c1' came already within 100000 ms")
        .contains("clicks-0 offset 7: no JSON");
  }

  @Test
  void topicsAreReadOnce() {
    assertThatThrownBy(
            () ->
                new EvaluationOptions(
                    new Source.Topics(List.of()),
                    1,
                    2,
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    Optional.empty()))
        .hasMessageContaining("topics are read once");
  }
}
