package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Json;
import io.gradstream.serving.http.Posting;
import io.gradstream.serving.http.Reply;
import io.gradstream.serving.http.Work;
import io.gradstream.serving.models.LearnerModels;
import java.util.Optional;

/** The models there are, asked for with a body that may be empty. */
record Repository(Models models, Posting posting) implements Work<Reply> {

  @Override
  public boolean isReading() {
    return true;
  }

  @Override
  public Object lane() {
    return this;
  }

  @Override
  public Optional<Reply> turn() {
    boolean onlyReady = false;
    if (posting.body().length > 0) {
      JsonNode ready = Json.readObject(posting.body()).path("ready");
      if (!Json.isAbsent(ready) && !ready.isBoolean()) {
        throw HttpProblem.badRequest("ready must be true or false: " + Json.shortened(ready));
      }
      onlyReady = ready.asBoolean();
    }
    ArrayNode index = Json.object().arrayNode();
    for (String name : models.store().learners()) {
      LearnerModels learner = models.followed(name);
      if (learner.isReady() || !onlyReady) {
        put(learner, index.addObject().put("name", name));
      }
    }
    return Optional.of(Reply.ok(index));
  }

  private void put(LearnerModels learner, ObjectNode entry) {
    boolean isKeyed = learner.spec().flatMap(spec -> spec.keyField()).isPresent();
    if (!isKeyed) {
      learner.versions().stream()
          .findFirst()
          .ifPresent(version -> entry.put("version", version.toString()));
    }
    entry.put("state", learner.isReady() ? "READY" : "UNAVAILABLE");
    entry.put("reason", learner.isReady() ? "" : models.obstacle(learner));
  }

  @Override
  public void close() {}
}
