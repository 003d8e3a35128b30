package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.serving.http.Json;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.Tally;
import java.util.List;

/** What was asked of models, as Triton's extension for statistics has it. */
final class Statistics {

  private Statistics() {}

  static ObjectNode of(List<LearnerModels> learners) {
    ObjectNode body = Json.object();
    ArrayNode all = body.putArray("model_stats");
    for (LearnerModels learner : learners) {
      put(learner, all.addObject());
    }
    return body;
  }

  private static void put(LearnerModels learner, ObjectNode into) {
    Tally.Counts counts = learner.tally().counts();
    into.put("name", learner.learner());
    into.put("version", learner.versions().stream().findFirst().map(Object::toString).orElse(""));
    into.put("last_inference", counts.lastMillis());
    into.put("inference_count", counts.rows());
    into.put("execution_count", counts.answers());
    ObjectNode took = into.putObject("inference_stats");
    putTime("success", counts.answers(), counts.answerNanos(), took);
    putTime("fail", counts.failures(), counts.failureNanos(), took);
    putTime("compute_infer", counts.answers(), counts.predictNanos(), took);
  }

  private static void putTime(String name, long count, long nanos, ObjectNode into) {
    into.putObject(name).put("count", count).put("ns", nanos);
  }
}
