package io.gradstream.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.features.event.Event;
import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.schemas.Position;
import io.gradstream.serving.http.Front;
import io.gradstream.serving.http.HttpEndpoint;
import io.gradstream.serving.http.HttpEndpoint.Address;
import io.gradstream.serving.http.Limits;
import io.gradstream.serving.learn.LearnDesk;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.ModelStore;
import io.gradstream.serving.models.ServedModel;
import io.gradstream.serving.protocol.InferenceProtocol;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A query service with a model that has learned something, behind real HTTP. */
final class QueryDoor implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ModelStore store = new ModelStore(1 << 30);
  private final HttpEndpoint http;
  private final LearnerSpec spec;

  /**
   * @param events that the model learns, every second one as a positive
   */
  QueryDoor(LearnerSpec spec, List<Event> events) throws IOException {
    this.spec = spec;
    LearnerModels models = store.follow(spec.name());
    try (Learner learner = spec.newLearner("", 1)) {
      for (int i = 0; i < 4 * events.size(); i++) {
        Event event = events.get(i % events.size());
        learner.learn(new Example(event, "", i % 2, new Position(i, "t", 0, i)));
      }
      models.put(ServedModel.of(learner.snapshot(), Instant.EPOCH));
    }
    models.caughtUp();
    store.caughtUp();
    InferenceProtocol protocol =
        new InferenceProtocol(
            store, Clock.systemUTC(), Limits.DEFAULT.time(), "test", false, LearnDesk.off());
    Front front =
        new Front(new Address("127.0.0.1", 0), Optional.empty(), Optional.empty(), Limits.DEFAULT);
    http = front.endpoint(front.desk(), protocol);
    http.start();
  }

  /** What the model says of events, without a query. */
  List<Double> predicted(List<Event> events) {
    ServedModel model = store.find(spec.name()).orElseThrow().borrow("").orElseThrow();
    try {
      List<double[]> outputs = new ArrayList<>();
      model.predict(events, outputs, Long.MAX_VALUE);
      return outputs.stream().map(output -> output[0]).toList();
    } finally {
      model.giveBack();
    }
  }

  /** An input of a query, of as many rows as it has values. */
  static ObjectNode input(String name, String datatype, List<?> values) {
    ObjectNode tensor = JSON.createObjectNode().put("name", name).put("datatype", datatype);
    tensor.putArray("shape").add(values.size());
    tensor.set("data", JSON.valueToTree(values));
    return tensor;
  }

  /** The answers to a query. */
  List<Double> asked(ObjectNode... inputs) throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.putArray("inputs").addAll(List.of(inputs));
    String answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(http.url() + "/v2/models/" + spec.name() + "/infer"))
                    .POST(BodyPublishers.ofString(body.toString()))
                    .build(),
                BodyHandlers.ofString())
            .body();
    JsonNode said = JSON.readTree(answer);
    assertThat(said.path("error").asText()).isEmpty();
    List<Double> answers = new ArrayList<>();
    said.path("outputs")
        .path(0)
        .path("data")
        .forEach(one -> answers.add((double) one.floatValue()));
    return answers;
  }

  @Override
  public void close() {
    http.close();
    store.close();
  }
}
