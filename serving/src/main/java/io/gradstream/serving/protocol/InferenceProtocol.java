package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.serving.http.Endpoint;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Json;
import io.gradstream.serving.http.Posting;
import io.gradstream.serving.http.Reply;
import io.gradstream.serving.http.Responder;
import io.gradstream.serving.http.Route;
import io.gradstream.serving.http.Work;
import io.gradstream.serving.learn.LearnDesk;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.ModelStore;
import io.gradstream.serving.report.Measures;
import io.gradstream.serving.report.Metric;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The Open Inference Protocol, version 2, over the models held. Thread safe.
 *
 * @see <a href="https://github.com/kserve/open-inference-protocol">the protocol</a>
 */
public final class InferenceProtocol implements Responder {

  /** What the service calls itself. */
  public static final String NAME = "gradstream";

  /** What it can beyond the protocol, by the names that other servers gave it. */
  public static final List<String> EXTENSIONS =
      List.of(
          "binary_tensor_data", "generate", "model_repository_index", "parameters", "statistics");

  private final ModelStore store;
  private final Models models;
  private final Clock clock;
  private final Duration most;
  private final String serverVersion;
  private final boolean hasGrpc;
  private final LearnDesk learn;
  private final boolean hasPage;

  /** One without the page. */
  public InferenceProtocol(
      ModelStore store,
      Clock clock,
      Duration most,
      String serverVersion,
      boolean hasGrpc,
      LearnDesk learn) {
    this(store, clock, most, serverVersion, hasGrpc, learn, false);
  }

  /**
   * @param clock what a model's age is measured by
   * @param most time that an answer may take
   * @param hasGrpc whether it is spoken over gRPC, too
   * @param learn where records to learn from go
   * @param hasPage whether somebody before this one answers the paths of the page
   */
  public InferenceProtocol(
      ModelStore store,
      Clock clock,
      Duration most,
      String serverVersion,
      boolean hasGrpc,
      LearnDesk learn,
      boolean hasPage) {
    this.store = store;
    models = new Models(store);
    this.clock = clock;
    this.most = most;
    this.serverVersion = serverVersion;
    this.hasGrpc = hasGrpc;
    this.learn = learn;
    this.hasPage = hasPage;
  }

  @Override
  public Reply answer(Route route) {
    if (route instanceof Route.ModelReady model) {
      return modelReady(model);
    } else if (route instanceof Route.ModelMetadata model) {
      return modelMetadata(model);
    } else if (route instanceof Route.ServerReady) {
      boolean ready = store.isReady();
      return Reply.readiness(
          ready, reason(ready, store.obstacle(), Json.object().put("live", true)));
    } else if (route instanceof Route.ServerLive) {
      return Reply.ok(Json.object().put("live", true));
    } else if (route instanceof Route.Statistics statistics) {
      return statistics(statistics);
    } else if (route instanceof Route.OpenApi) {
      return Reply.ok(OpenApiPage.of(serverVersion, endpoints()));
    }
    if (route.isOfPage()) {
      throw HttpProblem.notFound("the service was started without the page");
    }
    return serverMetadata();
  }

  private Reply serverMetadata() {
    ObjectNode body = Json.object().put("name", NAME).put("version", serverVersion);
    EXTENSIONS.forEach(body.putArray("extensions")::add);
    ArrayNode protocols = body.putArray("protocols").add("REST");
    if (hasGrpc) {
      protocols.add("gRPC");
    }
    store.learners().forEach(body.putArray("models")::add);
    ArrayNode paths = body.putArray("paths");
    for (Endpoint endpoint : endpoints()) {
      paths.add(endpoint.example().methods().get(0) + " " + endpoint.path());
    }
    return Reply.ok(body);
  }

  /** What is of use as the service was started. */
  private List<Endpoint> endpoints() {
    return Stream.of(Endpoint.values())
        .filter(endpoint -> endpoint != Endpoint.LEARN || learn.isOn())
        .filter(endpoint -> hasPage || !endpoint.example().isOfPage())
        .toList();
  }

  private Reply statistics(Route.Statistics route) {
    List<String> names = route.learner().map(List::of).orElseGet(store::learners);
    List<LearnerModels> learners = names.stream().map(models::followed).toList();
    learners.forEach(learner -> Models.requireHeld(learner, route.version()));
    return Reply.ok(Statistics.of(learners));
  }

  /** What a learner's models take and give. */
  public ModelCard card(String name, Optional<String> version) {
    LearnerModels learner = models.ready(name);
    Models.requireHeld(learner, version);
    return ModelCard.of(learner, Models.spec(learner));
  }

  /** Whether the service has a model. */
  public boolean isReady() {
    return store.isReady();
  }

  /**
   * Whether a learner has a model.
   *
   * @throws io.gradstream.serving.http.HttpProblem when there is no such learner or version
   */
  public boolean isReady(String name, Optional<String> version) {
    LearnerModels learner = models.followed(name);
    if (learner.isReady()) {
      Models.requireHeld(learner, version);
    }
    return learner.isReady();
  }

  public String serverVersion() {
    return serverVersion;
  }

  private Reply modelReady(Route.ModelReady route) {
    LearnerModels learner = models.followed(route.learner());
    boolean ready = learner.isReady();
    if (ready) {
      Models.requireHeld(learner, route.version());
    }
    return Reply.readiness(
        ready, reason(ready, models.obstacle(learner), Json.object().put("name", route.learner())));
  }

  private static ObjectNode reason(boolean ready, String obstacle, ObjectNode body) {
    return ready ? body : body.put("reason", obstacle);
  }

  private Reply modelMetadata(Route.ModelMetadata route) {
    ModelCard card = card(route.learner(), route.version());
    return Reply.ok(card.toJson());
  }

  @Override
  public Work<Reply> work(Route.Posted route, Posting posting) {
    if (route instanceof Route.Infer infer) {
      return work(
          new OfPath<>(
              new Question.Asked(infer.learner(), infer.version()),
              () -> new TensorQuestion<>(InferRequest.read(posting), InferResponse::write)));
    } else if (route instanceof Route.Answer answer) {
      return work(
          new OfPath<>(
              new Question.Asked(answer.learner(), answer.version()),
              () -> new EventsQuestion(posting)));
    } else if (route instanceof Route.Generate text) {
      Question.Asked asked = new Question.Asked(text.learner(), text.version());
      return making(Makes.TEXTS, asked, posting, text.isStreamed());
    } else if (route instanceof Route.Sample samples) {
      Question.Asked asked = new Question.Asked(samples.learner(), samples.version());
      return making(Makes.SAMPLES, asked, posting, samples.isStreamed());
    } else if (route instanceof Route.Learn given) {
      return learn.work(given.learner(), posting);
    }
    return new Repository(models, posting);
  }

  private Work<Reply> making(
      Makes makes, Question.Asked asked, Posting posting, boolean isStreamed) {
    return new Making(models, makes, asked, posting, isStreamed, clock, most);
  }

  /**
   * The work of answering a question of any protocol; nothing is done yet.
   *
   * @param <R> an answer
   */
  public <R> Work<R> work(Question.Unread<R> unread) {
    return new Inference<>(models, unread, clock, most);
  }

  /** A question whose path says which model is asked. */
  private record OfPath<R>(Question.Asked asked, Supplier<Question<R>> reader)
      implements Question.Unread<R> {
    @Override
    public Question<R> read() {
      return reader.get();
    }
  }

  @Override
  public void measure(Measures into) {
    into.begin(Metric.READY).value(store.isReady() ? 1 : 0);
    eachLearner(into.begin(Metric.MODELS), learner -> Optional.of((double) learner.size()));
    eachLearner(into.begin(Metric.MODEL_BYTES), learner -> Optional.of((double) learner.bytes()));
    eachLearner(
        into.begin(Metric.MODEL_AGE_SECONDS), learner -> learner.newestPublished().map(this::age));
    eachLearner(
        into.begin(Metric.ROW_SECONDS), learner -> Optional.of(seconds(learner.load().alone(1))));
    eachLearner(
        into.begin(Metric.ROWS_WAITING), learner -> Optional.of((double) learner.load().rows()));
    eachLearner(
        into.begin(Metric.PIECE_SECONDS),
        learner -> Optional.of(seconds(learner.making().alone(1))));
    eachLearner(
        into.begin(Metric.PIECES_WAITING),
        learner -> Optional.of((double) learner.making().rows()));
    learn.measure(into);
  }

  private void eachLearner(Measures into, Function<LearnerModels, Optional<Double>> value) {
    for (String learner : store.learners()) {
      store
          .find(learner)
          .flatMap(value)
          .ifPresent(number -> into.value(number, "learner", learner));
    }
  }

  private double age(Instant published) {
    return Math.max(0, seconds(Duration.between(published, clock.instant())));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
