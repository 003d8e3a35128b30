package io.gradstream.cli.demo;

import io.gradstream.cli.demo.Replayed.Sent;
import io.gradstream.cli.feed.FeedRecord.Kind;
import io.gradstream.learning.Scores;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.targets.MetClasses;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Prediction;
import io.gradstream.workbench.evaluate.EvaluationReport.CurvePoint;
import io.gradstream.workbench.evaluate.LearningCurve;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How good the answers of a replay were as they were given, in the order of the events. The
 * baselines know at each answer the labels that its model had learned: those up to the position
 * that the answer names.
 */
final class ReplayScores {

  /** A label, at the time at which its event is learned. */
  private record Lesson(long time, double target) {}

  private final LearnerSpec spec;
  private final Map<String, Prediction> answers;
  private final Map<String, Double> targets = new HashMap<>();
  private final Map<String, double[]> known = new HashMap<>(); // at the answer to an id
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
    scores.findKnown(scores.lessons(sent));
    sent.stream().filter(record -> record.kind() == Kind.EVENT).forEach(scores::score);
    return scores;
  }

  private List<Lesson> lessons(List<Sent> sent) {
    long settle = ((LabelsSpec.OwnTopic) spec.labels()).settle().toMillis();
    Map<String, Long> times = new HashMap<>();
    sent.stream()
        .filter(record -> record.kind() == Kind.EVENT)
        .forEach(event -> times.put(event.id(), event.time() + settle));
    return sent.stream()
        .filter(record -> record.kind() == Kind.LABEL && !Double.isNaN(record.target()))
        .peek(label -> targets.put(label.id(), label.target()))
        .map(label -> lesson(label, times.getOrDefault(label.id(), label.time())))
        .sorted(Comparator.comparingLong(Lesson::time))
        .toList();
  }

  private static Lesson lesson(Sent label, long settled) {
    return new Lesson(Math.max(label.time(), settled), label.target());
  }

  private void findKnown(List<Lesson> lessons) {
    Scores baselines = Scores.ofLateLabels(spec.model().target());
    List<Prediction> learned =
        answers.values().stream()
            .filter(answer -> answer.learnedThrough().isPresent())
            .sorted(Comparator.comparingLong(ReplayScores::learnedThrough))
            .toList();
    int next = 0;
    for (Prediction answer : learned) {
      while (next < lessons.size() && lessons.get(next).time() <= learnedThrough(answer)) {
        baselines.know(lessons.get(next++).target());
      }
      known.put(answer.id(), baselines.known());
    }
  }

  private static long learnedThrough(Prediction answer) {
    return answer.learnedThrough().orElseThrow().time();
  }

  private void score(Sent event) {
    Double target = targets.get(event.id());
    Prediction answer = answers.get(event.id());
    if (target == null || answer == null) {
      return;
    }
    if (known.containsKey(event.id())) {
      scores.score(judged(answer), target, known.get(event.id()));
    } else {
      scores.unanswered(target);
    }
    curve.at(scores.count(), Optional.of(Instant.ofEpochMilli(event.time())), scores::measures);
  }

  private static double[] judged(Prediction answer) {
    return answer
        .classes()
        .map(names -> MetClasses.of(names).signed(answer.output()))
        .orElse(answer.output());
  }

  List<Measure> measures() {
    return scores.measures();
  }

  /** Along the stream. */
  List<CurvePoint> curve() {
    return curve.points();
  }
}
