package io.gradstream.serving.protocol;

import io.gradstream.features.event.Event;
import io.gradstream.model.ModelSpec;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Work;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.Load;
import io.gradstream.serving.models.ServedModel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One question: it is read in the first turn, its rows are predicted in the next ones, all by the
 * same version. Used by one thread at a time.
 *
 * @param <R> what the answer is
 */
final class Inference<R> implements Work<R> {

  private static final long TURN = TimeUnit.MILLISECONDS.toNanos(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final Models models;
  private final Clock clock;
  private final Duration most;
  private final long since = System.nanoTime();
  private Question.Unread<R> unread; // null once it was read
  private Question.Asked asked;
  private Question<R> question;
  private LearnerModels learner;
  private ModelSpec spec; // that the rows were read by
  private Query query;
  private ServedModel model; // null until one is as fresh as demanded
  private List<OutputTensor> outputs;
  private final List<double[]> predicted = new ArrayList<>();
  private int promised; // rows that others know of
  private boolean admitted; // there is time for all rows
  private long predicting; // nanoseconds

  /** Models of one key take turns. */
  private record Lane(String learner, String key) {}

  /**
   * @param unread reads what is asked
   * @param clock what a model's age is measured by
   * @param most time that the answer may take
   */
  Inference(Models models, Question.Unread<R> unread, Clock clock, Duration most) {
    this.models = models;
    this.unread = unread;
    this.clock = clock;
    this.most = most;
  }

  @Override
  public boolean isReading() {
    return unread != null;
  }

  @Override
  public Object lane() {
    return new Lane(asked.learner(), query.key());
  }

  /** It waits for a model as fresh as is demanded. */
  @Override
  public Duration rest() {
    return unread == null && model == null ? LOOK_AGAIN : Duration.ZERO;
  }

  @Override
  public Optional<R> turn() {
    try {
      Optional<R> answer = next();
      if (answer.isPresent()) {
        learner
            .tally()
            .answered(predicted.size(), System.nanoTime() - since, predicting, clock.millis());
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
    if (unread != null) {
      asked = unread.asked();
      learner = models.ready(asked.learner());
      question = unread.read();
      spec = Models.spec(learner);
      query = question.rows(spec);
      find();
      unread = null;
      return Optional.empty();
    }
    if (model == null) {
      find();
      return Optional.empty();
    }
    predict();
    return predicted.size() == query.events().size()
        ? Optional.of(
            question.answer(new Answered(model, query, outputs, predicted, clock.instant())))
        : Optional.empty();
  }

  /** Borrows the model, if it is fresh enough. */
  private void find() {
    ServedModel found = borrow();
    try {
      Optional<String> unmet = question.demand().unmet(found, clock.instant());
      if (unmet.isEmpty()) {
        outputs = question.outputs(found);
        model = found;
      } else {
        requirePatience(found, unmet.get());
      }
    } finally {
      if (model == null) {
        found.giveBack();
      }
    }
  }

  private ServedModel borrow() {
    ServedModel found = models.borrow(learner, query.key(), asked.version());
    while (!found.spec().equals(spec)) { // of another deploy than the newest
      spec = found.spec();
      found.giveBack();
      query = question.rows(spec);
      found = models.borrow(learner, query.key(), asked.version());
    }
    return found;
  }

  private void requirePatience(ServedModel found, String unmet) {
    Duration wait = question.demand().patience();
    if (System.nanoTime() - since >= wait.toNanos()) {
      throw HttpProblem.notFresh(
          "version %s of %s is not as fresh as demanded: %s%s"
              .formatted(
                  found.version(),
                  asked.learner(),
                  unmet,
                  wait.isZero()
                      ? "; with %s, at most %d, a newer one would be waited for"
                          .formatted(Demand.WAIT, Demand.MOST_WAIT.toMillis())
                      : ", after %d ms".formatted(wait.toMillis())),
          Duration.ofSeconds(1));
    }
    if (isReading()) { // it waits for the first time
      learner.tally().waiting();
    }
  }

  /**
   * The first turn is for everyone, and tells what the other rows would take; as soon as that is
   * known, a request that takes too long ends.
   */
  private void predict() {
    List<Event> events = query.events();
    int before = predicted.size();
    long start = System.nanoTime();
    model.predict(events, predicted, TURN);
    long took = System.nanoTime() - start;
    predicting += took;
    learner.load().measured(predicted.size() - before, took);
    int left = events.size() - predicted.size();
    promise(left);
    if (!admitted && left > 0 && learner.load().isKnown()) {
      requireTime(learner.load(), left);
      admitted = true;
    }
  }

  private void requireTime(Load load, int left) {
    Duration alone = load.alone(left);
    if (alone.compareTo(most) > 0) {
      throw HttpProblem.tooMuchWork(
          "%d rows of this model would take about %d s, and an answer may take %d: send at most %d rows"
              .formatted(
                  query.events().size(),
                  alone.toSeconds(),
                  most.toSeconds(),
                  Math.max(1, left * most.toMillis() / 2 / alone.toMillis())));
    }
    Duration ahead = load.ahead();
    if (ahead.compareTo(most) > 0) {
      throw HttpProblem.modelBusy(
          "busy: so many rows of this model are waited for that these would take about %d s; try again, or send fewer rows"
              .formatted(ahead.toSeconds()),
          ahead.minus(alone));
    }
  }

  private void promise(int left) {
    learner.load().promise(left - promised);
    promised = left;
  }

  @Override
  public void close() {
    if (model != null) {
      promise(0);
      model.giveBack();
      model = null;
    }
  }
}
