package io.gradstream.workbench.evaluate;

import io.gradstream.learning.Admission;
import io.gradstream.learning.Example;
import io.gradstream.learning.Scores;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.schemas.MetricReport.Measure;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BiConsumer;

/**
 * The pass that scores. Labels come with their rows, or some rows later: then each row is predicted
 * when it comes, with the model as it is, and learned after the row with which its label comes was
 * predicted too. Those predictions are scored in the order of the labels, which is that of the
 * rows: they are the answers of a job, as they were given. Looks at the scores from time to time:
 * those of the answers where labels come late, otherwise the learner's own; these have no curve for
 * many models. Not thread safe.
 */
final class Learning implements Pass.Use {

  private record Waiting(String key, Example example) {}

  private final LearnerSpec spec;
  private final KeyedLearners learners;
  private final long delay; // rows; 0: labels come with their rows
  private final Scores answers;
  private final Queue<Waiting> waiting = new ArrayDeque<>(); // in the order of rows
  private final LearningCurve curve = new LearningCurve();
  private BiConsumer<Example, Admission.Refusal> refused = (example, refusal) -> {};
  private long examples;

  Learning(LearnerSpec spec, KeyedLearners learners, long delay) {
    this.spec = spec;
    this.learners = learners;
    this.delay = delay;
    answers = Scores.ofLateLabels(spec.model().target());
  }

  @Override
  public void take(String key, Example example) {
    if (delay == 0) {
      learn(key, example);
    } else {
      answer(key, example);
    }
    examples++;
    if (delay > 0 || key.isEmpty()) {
      curve.at(examples, time(example), this::scored);
    }
  }

  private void answer(String key, Example example) {
    long row = example.position().offset();
    learners.expect(key);
    learnThrough(row - 1 - delay); // rows in between may have been no examples
    learners.score(key, example, answers);
    waiting.add(new Waiting(key, example));
    learnThrough(row - delay);
  }

  private void learn(String key, Example example) {
    Optional<Admission.Refusal> refusal = learners.refusal(key, example);
    if (refusal.isPresent()) {
      refused.accept(example, refusal.get());
    } else {
      learners.learn(key, example);
    }
  }

  /** Who is told of examples that cannot be learned when their turn has come. */
  void refusedTo(BiConsumer<Example, Admission.Refusal> told) {
    refused = told;
  }

  private void learnThrough(long row) {
    while (!waiting.isEmpty() && waiting.peek().example().position().offset() <= row) {
      Waiting due = waiting.remove();
      learn(due.key(), due.example());
      answers.know(due.example().target());
    }
  }

  /** The labels still to come, after the last row. */
  void end() {
    learnThrough(Long.MAX_VALUE);
  }

  private Optional<Instant> time(Example example) {
    return spec.events().time().map(field -> Instant.ofEpochMilli(example.position().time()));
  }

  private List<Measure> scored() {
    return delay > 0 ? answers.measures() : learners.scores().measures();
  }

  /** Measures of the answers; empty when labels come with their rows. */
  Optional<List<Measure>> answers() {
    return delay > 0 ? Optional.of(answers.measures()) : Optional.empty();
  }

  List<EvaluationReport.CurvePoint> curve() {
    return curve.points();
  }
}
