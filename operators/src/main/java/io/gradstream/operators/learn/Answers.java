package io.gradstream.operators.learn;

import io.gradstream.learning.Answer;
import io.gradstream.learning.Learner;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.targets.MetClasses;
import io.gradstream.operators.record.GivenAnswer;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.schemas.Anomaly;
import io.gradstream.schemas.Prediction;
import java.util.Optional;

/** What becomes of a model's answers to work items. */
final class Answers {

  private final String learner;
  private final boolean labelsComeLater;
  private final boolean isBounded;
  private final int timeField; // -1: an event's time is its Kafka record's

  Answers(LearnerSpec spec) {
    learner = spec.name();
    labelsComeLater = spec.labels() instanceof LabelsSpec.OwnTopic;
    isBounded = spec.model().target().intervals().isPresent();
    timeField = spec.events().time().map(spec.model().events()::indexOf).orElse(-1);
  }

  Prediction of(WorkItem item, Answer answer, Learner model) {
    return new Prediction(
        learner,
        item.id(),
        item.key(),
        answer.output(),
        answer.version(),
        answer.learnedThrough(),
        eventTime(item),
        answer.classes().map(MetClasses::names),
        isBounded,
        anomaly(item, model));
  }

  /** A question that tells no value of its own is not judged. */
  private Optional<Anomaly> anomaly(WorkItem item, Learner model) {
    return item instanceof WorkItem.Lesson lesson
        ? model.anomaly(lesson.example())
        : model.alarms().map(of -> Anomaly.NONE);
  }

  /** What is judged once its label is there; none where that comes with the event. */
  Optional<GivenAnswer> toJudge(WorkItem item, Answer answer, Learner model) {
    return labelsComeLater
        ? Optional.of(
            GivenAnswer.of(
                item.id(),
                answer.judged(),
                model.knownLabels(),
                answer.learnedThrough().isPresent()))
        : Optional.empty();
  }

  private long eventTime(WorkItem item) {
    return timeField < 0 || item.event().isMissing(timeField)
        ? item.position().time()
        : item.event().time(timeField);
  }
}
