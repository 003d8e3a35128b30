package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.model.ModelSpec;
import io.gradstream.serving.http.Json;
import io.gradstream.serving.http.Reply;
import io.gradstream.serving.http.Responder;
import io.gradstream.serving.http.Route;
import io.gradstream.serving.http.Work;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.ModelStore;
import io.gradstream.serving.report.Measures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The Open Inference Protocol, version 2, over the models held. Thread safe.
 *
 * @see <a href="https://github.com/kserve/open-inference-protocol">the protocol</a>
 */
public final class InferenceProtocol implements Responder {

  private static final String NAME = "gradstream";
  private static final String PLATFORM = "gradstream_grds1";

  private final ModelStore store;
  private final Models models;
  private final Clock clock;
  private final Duration most;
  private final String serverVersion;

  /**
   * @param clock what a model's age is measured by
   * @param most time that an answer may take
   */
  public InferenceProtocol(ModelStore store, Clock clock, Duration most, String serverVersion) {
    this.store = store;
    models = new Models(store);
    this.clock = clock;
    this.most = most;
    this.serverVersion = serverVersion;
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
    }
    return serverMetadata();
  }

  private Reply serverMetadata() {
    ObjectNode body = Json.object().put("name", NAME).put("version", serverVersion);
    body.putArray("extensions");
    return Reply.ok(body);
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
    LearnerModels learner = models.ready(route.learner());
    Models.requireHeld(learner, route.version());
    ModelSpec spec = Models.spec(learner);
    ObjectNode body = Json.object().put("name", route.learner());
    if (spec.keyField().isEmpty()) { // keyed, every key has a version of its own
      ArrayNode versions = body.putArray("versions");
      learner.versions().forEach(version -> versions.add(version.toString()));
    }
    body.put("platform", PLATFORM);
    ArrayNode inputs = body.putArray("inputs");
    for (InputField input : InputField.of(spec)) {
      ArrayNode shape = tensor(input.name(), input.datatypes().get(0), inputs).add(-1);
      if (input.isArrayOf(input.datatypes().get(0))) {
        input.shape().forEach(shape::add);
      }
    }
    ArrayNode outputs = body.putArray("outputs");
    for (OutputTensor output : OutputTensor.of(spec.target(), spec.features())) {
      output.shape(tensor(output.name(), output.datatype(), outputs));
    }
    return Reply.ok(body);
  }

  /** Adds a tensor's metadata; returns its shape, still empty. */
  private static ArrayNode tensor(String name, Datatype datatype, ArrayNode tensors) {
    return tensors.addObject().put("name", name).put("datatype", datatype.name()).putArray("shape");
  }

  @Override
  public Work work(Route.Infer route, byte[] body) {
    return new Inference(models, route, body, clock, most);
  }

  @Override
  public void measure(Measures into) {
    into.gauge("ready", "1 when the service is ready.").value(store.isReady() ? 1 : 0);
    eachLearner(
        into.gauge("models", "Models held."), learner -> Optional.of((double) learner.size()));
    eachLearner(
        into.gauge("model_bytes", "Estimated memory of the models held, on the heap and off it."),
        learner -> Optional.of((double) learner.bytes()));
    eachLearner(
        into.gauge("model_age_seconds", "Time since the newest model held was published."),
        learner -> learner.newestPublished().map(this::age));
    eachLearner(
        into.gauge("row_seconds", "What a row costs, as measured; 0 before the first."),
        learner -> Optional.of(seconds(learner.load().alone(1))));
    eachLearner(
        into.gauge("rows_waiting", "Rows of long requests that are to be predicted."),
        learner -> Optional.of((double) learner.load().rows()));
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
