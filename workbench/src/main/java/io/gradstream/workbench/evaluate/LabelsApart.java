package io.gradstream.workbench.evaluate;

import io.gradstream.features.event.Event;
import io.gradstream.learning.Admission;
import io.gradstream.learning.Example;
import io.gradstream.learning.Scores;
import io.gradstream.learning.join.Arrived;
import io.gradstream.learning.join.Arrived.EventArrived;
import io.gradstream.learning.join.Arrived.LabelArrived;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.TargetRule;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Position;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Events whose labels come on a topic of their own: each is answered when it comes, with what was
 * learned before its time, and learned when its turn has come. The answers are scored then, as a
 * job's are; the learner's own scores are made then, too. Not thread safe.
 */
final class LabelsApart implements Course {

  /** An example on its way to its turn, with what was said of its event. */
  private record Lesson(Example example, Optional<GivenAnswer> answer) {}

  private final LearnerSpec spec;
  private final LabelsSpec.OwnTopic labels;
  private final int labelId; // field of a label
  private final KeyedLearners learners;
  private final Intake intake;
  private final WaitingIds ids;
  private final PriorityQueue<Lesson> lessons =
      new PriorityQueue<>(Comparator.comparing((Lesson lesson) -> lesson.example().position()));
  private final Scores answers;
  private final LearningCurve curve = new LearningCurve();
  private long negatives;

  LabelsApart(LearnerSpec spec, KeyedLearners learners, Intake intake) {
    this.spec = spec;
    this.labels = (LabelsSpec.OwnTopic) spec.labels();
    this.learners = learners;
    this.intake = intake;
    labelId = labels.schema().indexOf(labels.id());
    ids = new WaitingIds(labels, spec.limits().waiting(), new Results());
    answers = Scores.of(spec.model().target());
  }

  /** What comes of ids. */
  private final class Results implements WaitingIds.Output {
    @Override
    public void joined(Example example, Optional<GivenAnswer> answer) {
      lessons.add(new Lesson(example, answer));
    }

    @Override
    public void missed(Optional<Example> negative, Optional<GivenAnswer> answer) {
      if (negative.isPresent()) {
        negatives++;
        lessons.add(new Lesson(negative.get(), answer));
      } else {
        intake.unlabeled();
      }
    }

    @Override
    public void dead(Arrived record, Reason reason, String message) {
      bad(record.position(), reason, message);
    }
  }

  @Override
  public void event(TopicRecord.OfEvents record) {
    Event event = record.event();
    String id = intake.id(event);
    if (id.isEmpty()) {
      bad(record.position(), Reason.MISSING_FIELD, "an event without an id cannot meet its label");
      return;
    }
    ids.take(
        new EventArrived(id, event, record.position(), new byte[0]),
        () -> learners.answer(intake.key(event), event));
  }

  @Override
  public void label(TopicRecord.OfLabels record) {
    if (record.label().isMissing(labelId)) {
      bad(record.position(), Reason.MISSING_FIELD, "a label without an id cannot be joined");
      return;
    }
    TargetRule.Outcome outcome = spec.target().apply(labels.schema(), record.label());
    if (outcome instanceof TargetRule.Known known) {
      intake.notes().label(spec.target(), labels.schema(), record.label(), known.target());
      ids.take(
          new LabelArrived(
              record.label().text(labelId),
              known.target(),
              known.className(),
              record.position(),
              new byte[0]));
    } else if (outcome instanceof TargetRule.Unusable unusable) {
      bad(record.position(), unusable.reason(), unusable.message());
    } else {
      bad(record.position(), Reason.MISSING_FIELD, "a label without its value");
    }
  }

  private void bad(Position position, Reason reason, String message) {
    intake.bad(Course.place(position), reason, message);
  }

  @Override
  public void advance(long time, long known) {
    ids.advance(Math.min(time, known));
    learnBefore(time);
  }

  private void learnBefore(long time) {
    while (!lessons.isEmpty() && lessons.peek().example().position().time() < time) {
      learn(lessons.remove());
    }
  }

  private void learn(Lesson lesson) {
    Example example = lesson.example();
    lesson
        .answer()
        .ifPresent(
            given -> {
              given.judge(example.target(), answers);
              Instant time = Instant.ofEpochMilli(example.position().time());
              curve.at(answers.count(), Optional.of(time), answers::measures);
            });
    String key = intake.key(example.event());
    Optional<Admission.Refusal> refusal = intake.refusalNow(key, example);
    if (refusal.isPresent()) {
      bad(example.position(), refusal.get().reason(), refusal.get().message());
    } else {
      learners.learn(key, example);
    }
  }

  /** Only labels of events that came are wanted now. */
  @Override
  public boolean close() {
    ids.close();
    return ids.events() == 0;
  }

  @Override
  public void end() {
    learnBefore(Long.MAX_VALUE);
  }

  @Override
  public long waiting() {
    return ids.events();
  }

  @Override
  public List<Measure> measures() {
    return learners.scoresOfAll().measures();
  }

  @Override
  public Optional<List<Measure>> answers() {
    return Optional.of(answers.measures());
  }

  @Override
  public List<EvaluationReport.CurvePoint> curve() {
    return curve.points();
  }

  @Override
  public List<String> sentences() {
    return negatives == 0
        ? List.of()
        : List.of(
            "%d events had no label within labels.wait and were learned as negative"
                .formatted(negatives));
  }
}
