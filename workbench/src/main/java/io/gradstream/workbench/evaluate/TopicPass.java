package io.gradstream.workbench.evaluate;

import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What a learner's topics hold once, in the order in which a job learns it. Not thread safe. */
final class TopicPass {

  private final TimeOrder order;
  private final Intake intake;
  private final Course course;
  private long events;
  private long labels;
  private long tombstones;

  TopicPass(LearnerSpec spec, KeyedLearners learners, List<Partition> partitions) {
    order = new TimeOrder(spec.events(), partitions);
    intake = new Intake(spec, learners);
    course =
        spec.labels() instanceof LabelsSpec.OwnTopic
            ? new LabelsApart(spec, learners, intake)
            : new LabelsInside(spec, learners, intake);
  }

  /**
   * Reads the first events, and as many labels as may be theirs.
   *
   * @param limit most events
   */
  FirstPass first(long limit) {
    read(limit, () -> false);
    course.end();
    intake.notes().farBehind(order.behind());
    List<String> sentences = new ArrayList<>(intake.sentences("event", "topic"));
    sentences.addAll(course.sentences());
    return new FirstPass(
        events,
        intake,
        course.measures(),
        course.answers(),
        course.curve(),
        sentences,
        Optional.of(new EvaluationReport.OfTopics(labels, course.waiting(), tombstones)));
  }

  /**
   * Reads no further than it takes.
   *
   * @param isEnough asked before each record
   */
  void until(BooleanSupplier isEnough) {
    read(Long.MAX_VALUE, isEnough);
    if (!isEnough.getAsBoolean()) {
      course.end();
    }
  }

  private void read(long limit, BooleanSupplier isEnough) {
    while (!isEnough.getAsBoolean() && (events < limit || !course.close())) {
      TopicRecord record = order.next();
      if (record == null) {
        course.advance(order.known(), order.known());
        return;
      }
      course.advance(record.position().time(), order.known());
      take(record, limit);
    }
  }

  private void take(TopicRecord record, long limit) {
    if (record instanceof TopicRecord.Tombstone) {
      tombstones++;
    } else if (record instanceof TopicRecord.OfLabels label) {
      labels++;
      intake.label(label.label());
      course.label(label);
    } else if (record instanceof TopicRecord.Unusable bad && bad.isLabel()) {
      labels++;
      intake.bad(Course.place(bad.position()), bad.reason(), bad.message());
    } else if (events < limit) {
      events++;
      takeEvent(record);
    }
  }

  private void takeEvent(TopicRecord record) {
    if (record instanceof TopicRecord.OfEvents event) {
      intake.event(Course.place(event.position()), event.read());
      course.event(event);
    } else if (record instanceof TopicRecord.Unusable bad) {
      intake.bad(Course.place(bad.position()), bad.reason(), bad.message());
    }
  }
}
