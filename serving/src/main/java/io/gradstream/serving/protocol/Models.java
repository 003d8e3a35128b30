package io.gradstream.serving.protocol;

import io.gradstream.model.ModelSpec;
import io.gradstream.schemas.Version;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.ModelStore;
import io.gradstream.serving.models.ServedModel;
import java.util.List;
import java.util.Optional;

/** The models held, and in the protocol's words what is not there. Thread safe. */
record Models(ModelStore store) {

  LearnerModels followed(String learner) {
    if (store.learners().isEmpty()) {
      throw HttpProblem.notReady("not ready: " + store.obstacle());
    }
    return store
        .find(learner)
        .orElseThrow(
            () ->
                HttpProblem.notFound(
                    "there is no learner '%s'; there are %s".formatted(learner, store.learners())));
  }

  LearnerModels ready(String learner) {
    LearnerModels models = followed(learner);
    if (!models.isReady()) {
      throw notReady(models);
    }
    return models;
  }

  /** Why there is no model of a learner that is followed. */
  String obstacle(LearnerModels models) {
    return "waiting for a model of %s: %s"
        .formatted(models.learner(), store.trouble().orElseGet(models::obstacle));
  }

  private HttpProblem notReady(LearnerModels models) {
    return HttpProblem.notReady("not ready: " + obstacle(models));
  }

  static ModelSpec spec(LearnerModels models) {
    return models
        .spec()
        .orElseThrow(
            () -> HttpProblem.notReady("not ready: waiting for a model of " + models.learner()));
  }

  /** The key's model, to be given back. */
  ServedModel borrow(LearnerModels models, String key, Optional<String> version) {
    ServedModel model =
        models
            .borrow(key)
            .orElseThrow(
                () ->
                    HttpProblem.notFound(
                        "no model of %s is held for the key '%s'; it has learned nothing yet, or"
                                .formatted(models.learner(), key)
                            + " was given up for others"));
    if (version.isPresent() && !version.get().equals(model.version().toString())) {
      model.giveBack();
      throw notHeld(models, version.get(), List.of(model.version()));
    }
    return model;
  }

  static void requireHeld(LearnerModels models, Optional<String> version) {
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
