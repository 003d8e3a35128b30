package io.gradstream.workbench.evaluate;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.Admission;
import io.gradstream.learning.Example;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.TargetRule;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Position;
import java.util.List;
import java.util.Optional;

/**
 * Events that hold their labels: each is scored, then learned, those of one time together. Not
 * thread safe.
 */
final class LabelsInside implements Course {

  private final TargetRule target;
  private final EventSchema schema;
  private final Intake intake;
  private final Learning learning;

  LabelsInside(LearnerSpec spec, KeyedLearners learners, Intake intake) {
    target = spec.target();
    schema = spec.model().events();
    this.intake = intake;
    learning = Learning.ofTopics(spec, learners);
    learning.refusedTo(
        (example, refusal) -> bad(example.position(), refusal.reason(), refusal.message()));
  }

  @Override
  public void event(TopicRecord.OfEvents record) {
    record.badLabel().ifPresent(bad -> bad(record.position(), bad.reason(), bad.message()));
    TargetRule.Outcome label = target.apply(schema, record.event());
    if (label instanceof TargetRule.Known known) {
      intake.notes().label(target, schema, record.event(), known.target());
      learn(record.event(), known, record.position());
    } else if (label instanceof TargetRule.Unusable unusable) {
      bad(record.position(), unusable.reason(), unusable.message());
    } else if (record.badLabel().isEmpty()) {
      intake.unlabeled();
    }
  }

  private void learn(Event event, TargetRule.Known label, Position position) {
    Example example =
        new Example(event, intake.id(event), label.target(), label.className(), position);
    String key = intake.key(event);
    Optional<Admission.Refusal> refusal = intake.refusal(key, example);
    if (refusal.isPresent()) {
      bad(position, refusal.get().reason(), refusal.get().message());
    } else {
      learning.take(key, example);
    }
  }

  private void bad(Position position, Reason reason, String message) {
    intake.bad(Course.place(position), reason, message);
  }

  @Override
  public void label(TopicRecord.OfLabels label) {
    throw new IllegalArgumentException("labels stand in the events: " + label.position());
  }

  @Override
  public void advance(long time, long known) {}

  @Override
  public boolean close() {
    return true;
  }

  @Override
  public void end() {
    learning.end();
  }

  @Override
  public long waiting() {
    return 0;
  }

  @Override
  public Optional<List<Measure>> answers() {
    return learning.answers();
  }

  @Override
  public List<Measure> measures() {
    return learning.measures();
  }

  @Override
  public List<EvaluationReport.CurvePoint> curve() {
    return learning.curve();
  }

  @Override
  public List<String> sentences() {
    return learning.sentences();
  }
}
