package io.gradstream.cli.demo;

import io.gradstream.cli.demo.Replayed.Sent;
import io.gradstream.cli.feed.FeedRecord.Kind;
import io.gradstream.learning.Scores;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Prediction;
import io.gradstream.workbench.evaluate.EvaluationReport;
import io.gradstream.workbench.evaluate.LearningCurve;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How good the answers of a replay were as they were given, in the order of the events. The
 * baselines know each label from its own time on, which is before the learner has it: nothing is
 * taken from them.
 */
final class ReplayScores {

  private final LearnerSpec spec;
  private final Map<String, Prediction> answers;
  private final Map<String, Float> targets = new HashMap<>();
  private final Scores scores;
  private final LearningCurve curve = new LearningCurve();

  private ReplayScores(LearnerSpec spec, Map<String, Prediction> answers) {
    this.spec = spec;
    this.answers = answers;
    scores = Scores.ofLateLabels(spec.model().target());
  }

  /**
   * Scores all answers whose label was sent.
   *
   * @param sent in the order of time
   * @param answers by the event's id
   */
  static ReplayScores of(LearnerSpec spec, List<Sent> sent, Map<String, Prediction> answers) {
    ReplayScores scores = new ReplayScores(spec, answers);
    sent.stream()
        .filter(record -> record.kind() == Kind.LABEL && !Float.isNaN(record.target()))
        .forEach(label -> scores.targets.put(label.id(), label.target()));
    sent.forEach(scores::take);
    return scores;
  }

  private void take(Sent record) {
    Float target = targets.get(record.id());
    if (target == null) {
      return;
    }
    if (record.kind() == Kind.LABEL) {
      scores.know(target);
      return;
    }
    Prediction answer = answers.get(record.id());
    if (answer == null) {
      return;
    }
    if (answer.learnedThrough().isPresent()) {
      scores.score(answer.output(), target);
    } else {
      scores.unanswered(target);
    }
    curve.at(scores.count(), Optional.of(Instant.ofEpochMilli(record.time())), scores::measures);
  }

  List<Measure> measures() {
    return scores.measures();
  }

  /** For the picture. */
  EvaluationReport report() {
    return new EvaluationReport(
        spec.name(),
        spec.model().target().task(),
        spec.model().seed(),
        1,
        scores.count(),
        0,
        0,
        Map.of(),
        List.of(),
        1,
        measures(),
        Optional.empty(),
        0,
        Optional.of(measures()),
        curve.points(),
        List.of(),
        Optional.empty(),
        List.of(),
        0);
  }
}
