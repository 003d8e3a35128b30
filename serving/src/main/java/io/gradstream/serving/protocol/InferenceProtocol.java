package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.model.ModelSpec;
import io.gradstream.schemas.Version;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Json;
import io.gradstream.serving.http.Reply;
import io.gradstream.serving.http.Responder;
import io.gradstream.serving.http.Route;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.ModelStore;
import io.gradstream.serving.models.ServedModel;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The Open Inference Protocol, version 2, over the models held. Thread safe.
 *
 * @see <a href="https://github.com/kserve/open-inference-protocol">the protocol</a>
 */
public final class InferenceProtocol implements Responder {

  private static final String NAME = "gradstream";
  private static final String PLATFORM = "gradstream_grds1";

  private final ModelStore store;
  private final Clock clock;
  private final String serverVersion;

  /**
   * @param clock what a model's age is measured by
   */
  public InferenceProtocol(ModelStore store, Clock clock, String serverVersion) {
    this.store = store;
    this.clock = clock;
    this.serverVersion = serverVersion;
  }

  @Override
  public Reply answer(Route route, byte[] body) {
    if (route instanceof Route.Infer infer) {
      return infer(infer, body);
    } else if (route instanceof Route.ModelReady model) {
      return modelReady(model);
    } else if (route instanceof Route.ModelMetadata model) {
      return modelMetadata(model);
    } else if (route instanceof Route.ServerReady) {
      return Reply.readiness(store.isReady(), Json.object().put("live", true));
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
    LearnerModels models = followed(route.learner());
    boolean ready = models.isReady();
    if (ready) {
      requireHeld(models, route.version());
    }
    return Reply.readiness(ready, Json.object().put("name", route.learner()));
  }

  private Reply modelMetadata(Route.ModelMetadata route) {
    LearnerModels models = ready(route.learner());
    requireHeld(models, route.version());
    ModelSpec spec = spec(models);
    ObjectNode body = Json.object().put("name", route.learner());
    if (spec.keyField().isEmpty()) { // keyed, every key has a version of its own
      ArrayNode versions = body.putArray("versions");
      models.versions().forEach(version -> versions.add(version.toString()));
    }
    body.put("platform", PLATFORM);
    ArrayNode inputs = body.putArray("inputs");
    for (InputField input : InputField.of(spec)) {
      ArrayNode shape = tensor(input.name(), input.datatypes().get(0), inputs).add(-1);
      input.shape().forEach(shape::add);
    }
    ArrayNode outputs = body.putArray("outputs");
    for (OutputTensor output : OutputTensor.of(spec)) {
      output.shape(tensor(output.name(), output.datatype(), outputs));
    }
    return Reply.ok(body);
  }

  /** Adds a tensor's metadata; returns its shape, still empty. */
  private static ArrayNode tensor(String name, Datatype datatype, ArrayNode tensors) {
    return tensors.addObject().put("name", name).put("datatype", datatype.name()).putArray("shape");
  }

  private Reply infer(Route.Infer route, byte[] body) {
    LearnerModels models = ready(route.learner());
    InferRequest request = InferRequest.read(body);
    ModelSpec spec = spec(models);
    while (true) {
      Query query = Query.read(spec, request);
      ServedModel model = model(models, query.key(), route.version());
      if (!model.spec().equals(spec)) { // of another deploy than the newest
        spec = model.spec();
        continue;
      }
      List<OutputTensor> outputs = InferResponse.wanted(OutputTensor.of(spec), request);
      Optional<List<float[]>> predicted = model.predict(query.events());
      if (predicted.isPresent()) { // or a newer version came in between: once more, with that
        return Reply.ok(
            InferResponse.toJson(request, model, outputs, predicted.get(), clock.instant()));
      }
    }
  }

  private LearnerModels followed(String learner) {
    if (store.learners().isEmpty()) {
      throw HttpProblem.notReady("not ready: no models topic has been found yet");
    }
    return store
        .find(learner)
        .orElseThrow(
            () ->
                HttpProblem.notFound(
                    "there is no learner '%s'; there are %s".formatted(learner, store.learners())));
  }

  private LearnerModels ready(String learner) {
    LearnerModels models = followed(learner);
    if (!models.isReady()) {
      throw HttpProblem.notReady("not ready: waiting for a model of " + learner);
    }
    return models;
  }

  private static ModelSpec spec(LearnerModels models) {
    return models
        .spec()
        .orElseThrow(
            () -> HttpProblem.notReady("not ready: waiting for a model of " + models.learner()));
  }

  private static ServedModel model(LearnerModels models, String key, Optional<String> version) {
    ServedModel model =
        models
            .find(key)
            .orElseThrow(
                () ->
                    HttpProblem.notFound(
                        "no model of %s is held for the key '%s'; it has learned nothing yet, or"
                                .formatted(models.learner(), key)
                            + " was given up for others"));
    if (version.isPresent() && !version.get().equals(model.version().toString())) {
      throw notHeld(models, version.get(), List.of(model.version()));
    }
    return model;
  }

  private static void requireHeld(LearnerModels models, Optional<String> version) {
    List<Version> held = models.versions();
    if (version.isPresent()
        && held.stream().noneMatch(one -> one.toString().equals(version.get()))) {
      throw notHeld(models, version.get(), held);
    }
  }

  private static HttpProblem notHeld(LearnerModels models, String version, List<Version> held) {
    return HttpProblem.notFound(
        "version '%s' of %s is not held; held: %s%s"
            .formatted(
                version,
                models.learner(),
                held.subList(0, Math.min(3, held.size())),
                held.size() > 3 ? " and more" : ""));
  }
}
