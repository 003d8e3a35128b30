package io.gradstream.workbench.evaluate;

import io.gradstream.learning.Scores;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.schemas.MetricReport.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Examples in the order of a stream, those of one time together: all of them are answered before
 * any is learned, as a job answers them, or the label of one would tell that of the next. Where
 * every example has a time of its own nothing is answered: its learner scores it. From the first
 * time that comes twice, the answers are scored as they were given, beside the learner's scores up
 * to then. Not thread safe.
 */
final class Moments {

  private static final int MOST = 1 << 16; // examples of one time that are held
  private static final int MUCH = 100; // one in so many

  private final LearnerSpec spec;
  private final KeyedLearners learners;
  private final OwnLast own;
  private final Predicate<Lesson> learn;
  private final List<Lesson> together = new ArrayList<>();
  private final Map<String, Scores> answers = new HashMap<>(); // by key
  private final LearningCurve curve = new LearningCurve();
  private OptionalLong time = OptionalLong.empty(); // of those together
  private boolean isAnswering;
  private long examples;
  private long shared; // examples whose time others have
  private int largest;

  /**
   * @param own is told of all, too
   * @param learn learns an example, if it can be learned
   */
  Moments(LearnerSpec spec, KeyedLearners learners, OwnLast own, Predicate<Lesson> learn) {
    this.spec = spec;
    this.learners = learners;
    this.own = own;
    this.learn = learn;
  }

  /**
   * Takes the next example.
   *
   * @param at its time; empty where it has none, and is alone
   */
  void take(Lesson lesson, OptionalLong at) {
    if (at.isEmpty() || !at.equals(time) || together.size() == MOST) {
      end();
    }
    time = at;
    together.add(lesson);
    examples++;
    if (at.isEmpty()) {
      end();
    }
  }

  /** No more is to come of the time that came last. */
  void end() {
    int count = together.size();
    if (count == 0) {
      return;
    }
    largest = Math.max(largest, count);
    if (count > 1) {
      shared += count;
      begin();
    }
    together.forEach(lesson -> own.judge(lesson.example()));
    if (isAnswering) {
      answerThenLearn();
    } else {
      together.forEach(learn::test);
    }
    together.forEach(lesson -> own.know(lesson.example()));
    look();
    together.clear();
  }

  private void begin() {
    if (!isAnswering) {
      learners.eachOfAll((key, scores) -> of(key).add(scores));
      isAnswering = true;
    }
  }

  private Scores of(String key) {
    return answers.computeIfAbsent(key, any -> Scores.ofLateLabels(spec.model().target()));
  }

  private void answerThenLearn() {
    for (Lesson lesson : together) {
      if (learners.refusal(lesson.key(), lesson.example()).isEmpty()) {
        learners.score(lesson.key(), lesson.example(), of(lesson.key()));
      }
    }
    for (Lesson lesson : together) {
      if (learn.test(lesson)) {
        of(lesson.key()).know(lesson.example().target());
      }
    }
  }

  private void look() {
    Lesson last = together.get(together.size() - 1);
    if (last.key().isEmpty()) {
      Optional<Instant> instant =
          spec.events().time().map(field -> Instant.ofEpochMilli(last.example().position().time()));
      curve.at(examples, instant, this::scored);
    }
  }

  private List<Measure> scored() {
    return (isAnswering ? of("") : learners.scores()).measures();
  }

  /** Whether more than one example in a hundred has a time that others have. */
  boolean areShared() {
    return shared * MUCH > examples;
  }

  /** Measures of the answers as they were given; empty where hardly any time is shared. */
  Optional<List<Measure>> measures() {
    if (!areShared()) {
      return Optional.empty();
    }
    Scores sum = Scores.of(spec.model().target());
    answers.values().forEach(sum::add);
    return Optional.of(sum.measures());
  }

  /** How the answers went, and before a time came twice its learner's own; of a single model. */
  List<EvaluationReport.CurvePoint> curve() {
    return curve.points();
  }

  /** Worth telling, a sentence each. */
  List<String> sentences() {
    if (!areShared()) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "%,d of %,d examples share their time with others, up to %,d: all of one time were answered before any of them was learned, and the scores are of these answers%s",
            shared,
            examples,
            largest,
            largest == MOST ? "; of more than %,d, so many at once".formatted(MOST) : ""));
  }
}
