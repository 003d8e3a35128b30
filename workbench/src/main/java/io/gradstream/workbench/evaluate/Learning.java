package io.gradstream.workbench.evaluate;

import io.gradstream.learning.Admission;
import io.gradstream.learning.EffectiveTime;
import io.gradstream.learning.Example;
import io.gradstream.learning.Scores;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.schemas.MetricReport.Measure;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The pass that scores. Labels come with their rows, or some rows later: then each row is predicted
 * when it comes, with the model as it is, and learned after the row with which its label comes was
 * predicted too. Those predictions are scored in the order of the labels, which is that of the
 * rows: they are the answers of a job, as they were given. No row is learned before all of its time
 * were predicted, see {@link Moments}. Looks at the scores from time to time: those of the answers
 * where labels come late, otherwise the learner's own; these have no curve for many models. Not
 * thread safe.
 */
final class Learning implements Pass.Use {

  private final LearnerSpec spec;
  private final KeyedLearners learners;
  private final long delay; // rows; 0: labels come with their rows
  private final Function<Example, OptionalLong> times;
  private final Moments moments;
  private final OwnLast own;
  private final Scores answers;
  private final Queue<Lesson> waiting = new ArrayDeque<>(); // in the order of rows
  private final LearningCurve curve = new LearningCurve();
  private BiConsumer<Example, Admission.Refusal> refused = (example, refusal) -> {};
  private long examples;

  private Learning(
      LearnerSpec spec,
      KeyedLearners learners,
      long delay,
      Function<Example, OptionalLong> timeOf) {
    this.spec = spec;
    this.learners = learners;
    this.delay = delay;
    boolean isInOrderOfTime = spec.events().order() == LearnerSpec.Order.TIME;
    times = isInOrderOfTime ? timeOf : example -> OptionalLong.empty();
    own = new OwnLast(spec);
    moments = new Moments(spec, learners, own, this::learn);
    answers = Scores.ofLateLabels(spec.model().target());
  }

  /**
   * Of a file, whose rows have the times that they say.
   *
   * @param delay rows after which a label comes; 0: with its own
   */
  static Learning ofFile(LearnerSpec spec, KeyedLearners learners, long delay) {
    int field = spec.events().time().map(spec.model().events()::indexOf).orElse(-1);
    return new Learning(
        spec,
        learners,
        delay,
        example ->
            field < 0 || example.event().isMissing(field)
                ? OptionalLong.empty()
                : OptionalLong.of(example.event().time(field)));
  }

  /** Of topics, whose records have the times of their positions. */
  static Learning ofTopics(LearnerSpec spec, KeyedLearners learners) {
    return new Learning(
        spec,
        learners,
        0,
        example ->
            example.position().time() == EffectiveTime.NEVER
                ? OptionalLong.empty()
                : OptionalLong.of(example.position().time()));
  }

  @Override
  public void take(String key, Example example) {
    learners.expect(key);
    Lesson lesson = new Lesson(key, example);
    if (delay == 0) {
      moments.take(lesson, times.apply(example));
    } else {
      answer(lesson);
    }
    examples++;
    if (delay > 0 || key.isEmpty()) {
      curve.at(examples, time(example), this::scored);
    }
  }

  private void answer(Lesson lesson) {
    long row = lesson.example().position().offset();
    OptionalLong time = times.apply(lesson.example());
    learnThrough(row - 1 - delay, time); // rows in between may have been no examples
    learners.score(lesson.key(), lesson.example(), answers);
    own.judge(lesson.example());
    waiting.add(lesson);
    learnThrough(row - delay, time);
  }

  private boolean learn(Lesson lesson) {
    Optional<Admission.Refusal> refusal = learners.refusal(lesson.key(), lesson.example());
    if (refusal.isPresent()) {
      refused.accept(lesson.example(), refusal.get());
    } else {
      learners.learn(lesson.key(), lesson.example());
    }
    return refusal.isEmpty();
  }

  /** Who is told of examples that cannot be learned when their turn has come. */
  void refusedTo(BiConsumer<Example, Admission.Refusal> told) {
    refused = told;
  }

  /**
   * @param now the time of the row that has come: none of it is learned
   */
  private void learnThrough(long row, OptionalLong now) {
    while (!waiting.isEmpty()
        && waiting.peek().example().position().offset() <= row
        && (now.isEmpty() || !now.equals(times.apply(waiting.peek().example())))) {
      Lesson due = waiting.remove();
      learn(due);
      answers.know(due.example().target());
      own.know(due.example());
    }
  }

  /** The labels still to come, after the last row. */
  void end() {
    moments.end();
    learnThrough(Long.MAX_VALUE, OptionalLong.empty());
  }

  private Optional<Instant> time(Example example) {
    return spec.events().time().map(field -> Instant.ofEpochMilli(example.position().time()));
  }

  private List<Measure> scored() {
    return delay > 0 ? answers.measures() : learners.scores().measures();
  }

  /** Measures of the answers; empty when labels come with their rows. */
  Optional<List<Measure>> answers() {
    return delay > 0 ? Optional.of(withOwn(answers.measures())) : Optional.empty();
  }

  /** Measures of the whole, labels coming with their rows: every row that has one is in them. */
  List<Measure> measures() {
    List<Measure> all = moments.measures().orElseGet(() -> learners.scoresOfAll().measures());
    return delay > 0 ? all : withOwn(all);
  }

  private List<Measure> withOwn(List<Measure> measures) {
    List<Measure> all = new ArrayList<>(measures);
    all.addAll(own.measures());
    all.addAll(learners.alarms());
    return all;
  }

  List<EvaluationReport.CurvePoint> curve() {
    return moments.areShared() ? moments.curve() : curve.points();
  }

  /** Worth telling, a sentence each. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>(moments.sentences());
    sentences.addAll(own.sentences());
    long unlabelled = learners.unlabelled();
    if (unlabelled > 0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%,d events were not learned: none told their label between labels.horizon and labels.wait later, or too many waited",
              unlabelled));
    }
    return sentences;
  }
}
