package io.gradstream.serving.protocol;

import io.gradstream.features.event.Event;
import io.gradstream.model.ModelSpec;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Reply;
import io.gradstream.serving.http.Route;
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
 * One inference request: its body is read in the first turn, its rows are predicted in the next
 * ones, all by the same version. Used by one thread at a time.
 */
final class Inference implements Work {

  private static final long TURN = TimeUnit.MILLISECONDS.toNanos(5);

  private final Models models;
  private final Route.Infer route;
  private final Clock clock;
  private final Duration most;
  private byte[] body; // null once it was read
  private LearnerModels learner;
  private ServedModel model; // null until then
  private Answer answer;
  private final List<double[]> predicted = new ArrayList<>();
  private int promised; // rows that others know of
  private boolean admitted; // there is time for all rows

  /** What a body asks for, once its tensors are events. */
  private record Answer(Lane lane, Optional<String> id, Query query, List<OutputTensor> outputs) {

    List<Event> events() {
      return query.events();
    }
  }

  /** Models of one key take turns. */
  private record Lane(String learner, String key) {}

  /**
   * @param clock what a model's age is measured by
   * @param most time that the answer may take
   */
  Inference(Models models, Route.Infer route, byte[] body, Clock clock, Duration most) {
    this.models = models;
    this.route = route;
    this.body = body;
    this.clock = clock;
    this.most = most;
  }

  @Override
  public boolean isReading() {
    return body != null;
  }

  @Override
  public Lane lane() {
    return answer.lane();
  }

  @Override
  public Optional<Reply> turn() {
    if (body != null) {
      read();
      body = null;
      return Optional.empty();
    }
    predict();
    return predicted.size() == answer.events().size()
        ? Optional.of(
            Reply.ok(
                InferResponse.toJson(
                    answer.id, model, answer.query, answer.outputs, predicted, clock.instant())))
        : Optional.empty();
  }

  private void read() {
    learner = models.ready(route.learner());
    InferRequest request = InferRequest.read(body);
    ModelSpec spec = Models.spec(learner);
    Query query = Query.read(spec, request);
    model = models.borrow(learner, query.key(), route.version());
    while (!model.spec().equals(spec)) { // of another deploy than the newest
      spec = model.spec();
      model.giveBack();
      model = null;
      query = Query.read(spec, request);
      model = models.borrow(learner, query.key(), route.version());
    }
    Lane lane = new Lane(route.learner(), query.key());
    answer =
        new Answer(
            lane,
            request.id(),
            query,
            InferResponse.wanted(OutputTensor.of(model.target(), spec.features()), request));
  }

  /**
   * The first turn is for everyone, and tells what the other rows would take; as soon as that is
   * known, a request that takes too long ends.
   */
  private void predict() {
    int before = predicted.size();
    long start = System.nanoTime();
    model.predict(answer.events(), predicted, TURN);
    learner.load().measured(predicted.size() - before, System.nanoTime() - start);
    int left = answer.events().size() - predicted.size();
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
                  answer.events().size(),
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
