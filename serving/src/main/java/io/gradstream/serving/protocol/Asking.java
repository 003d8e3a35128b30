package io.gradstream.serving.protocol;

import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Work;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.Load;
import io.gradstream.serving.models.ServedModel;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One question to a model: it is read in the first turn, and answered in the next ones by one
 * version, for which it waits if it demands a fresher one. Used by one thread at a time.
 *
 * @param <R> what the answer is
 */
abstract sealed class Asking<R> implements Work<R> permits Inference, Making {

  /** After which no other part is begun. */
  static final long TURN = TimeUnit.MILLISECONDS.toNanos(5);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final Models models;
  private final Clock clock;
  private final Duration most;
  private final long since = System.nanoTime();
  private boolean reading = true;
  private Question.Asked asked;
  private LearnerModels learner;
  private Demand demand;
  private Share share;
  private ServedModel model; // null until one is as fresh as demanded
  private long spent; // nanoseconds, on the model

  /** Questions to models of one key take turns. */
  private record Lane(String learner, String key) {}

  /**
   * @param clock what a model's age is measured by
   * @param most time that the answer may take
   */
  Asking(Models models, Clock clock, Duration most) {
    this.models = models;
    this.clock = clock;
    this.most = most;
  }

  /** The model that is asked. */
  abstract Question.Asked asked();

  /**
   * Reads the question.
   *
   * @return how fresh the model must be
   */
  abstract Demand read(LearnerModels of);

  /** What is counted of it, in the plural. */
  abstract String what();

  /** What such a thing costs. */
  abstract Load load(LearnerModels of);

  abstract String key();

  /** Borrows the model that would answer now; by default the key's. */
  ServedModel borrow(LearnerModels of) {
    return models.borrow(of, key(), asked.version());
  }

  /** This model answers. */
  abstract void found(ServedModel answering);

  /** Does a part, for as long as a turn takes. */
  abstract void advance(ServedModel answering);

  /** How many are left to be done. */
  abstract int left();

  abstract R answer(ServedModel answering, Clock now);

  /** Rows that were asked for, as statistics have them. */
  abstract int rows();

  /** What answers, once one was found. */
  final Optional<ServedModel> model() {
    return Optional.ofNullable(model);
  }

  @Override
  public final boolean isReading() {
    return reading;
  }

  @Override
  public final Object lane() {
    return new Lane(asked.learner(), key());
  }

  /** It waits for a model as fresh as is demanded. */
  @Override
  public final Duration rest() {
    return !reading && model == null ? LOOK_AGAIN : Duration.ZERO;
  }

  @Override
  public final Optional<R> turn() {
    try {
      Optional<R> answer = next();
      if (answer.isPresent()) {
        learner.tally().answered(rows(), System.nanoTime() - since, spent, clock.millis());
      }
      return answer;
    } catch (RuntimeException e) {
      if (learner != null) {
        learner.tally().failed(System.nanoTime() - since);
      }
      throw e;
    }
  }

  private Optional<R> next() {
    if (reading) {
      asked = asked();
      learner = models.ready(asked.learner());
      share = new Share(load(learner), most, what());
      demand = read(learner);
      find();
      reading = false;
      return Optional.empty();
    }
    if (model == null) {
      find();
      return Optional.empty();
    }
    work();
    return left() == 0 ? Optional.of(answer(model, clock)) : Optional.empty();
  }

  /** Borrows the model, if it is fresh enough. */
  private void find() {
    ServedModel candidate = borrow(learner);
    try {
      Optional<String> unmet = demand.unmet(candidate, clock.instant());
      if (unmet.isEmpty()) {
        found(candidate);
        model = candidate;
      } else {
        requirePatience(candidate, unmet.get());
      }
    } finally {
      if (model == null) {
        candidate.giveBack();
      }
    }
  }

  private void requirePatience(ServedModel candidate, String unmet) {
    Duration wait = demand.patience();
    if (System.nanoTime() - since >= wait.toNanos()) {
      throw HttpProblem.notFresh(
          "version %s of %s is not as fresh as demanded: %s%s"
              .formatted(
                  candidate.version(),
                  asked.learner(),
                  unmet,
                  wait.isZero()
                      ? "; with %s, at most %d, a newer one would be waited for"
                          .formatted(Demand.WAIT, Demand.MOST_WAIT.toMillis())
                      : ", after %d ms".formatted(wait.toMillis())),
          Duration.ofSeconds(1));
    }
    if (reading) { // it waits for the first time
      learner.tally().waiting();
    }
  }

  private void work() {
    int before = left();
    long start = System.nanoTime();
    advance(model);
    long took = System.nanoTime() - start;
    spent += took;
    share.took(before - left(), took, left());
  }

  @Override
  public final void close() {
    if (model != null) {
      share.close();
      model.giveBack();
      model = null;
    }
  }
}
