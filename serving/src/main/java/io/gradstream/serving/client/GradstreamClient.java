package io.gradstream.serving.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a query service about events, and gives it events to learn from. Immutable and thread safe;
 * what {@code with...} gives is another client over the same connections. Needs the JDK and Jackson
 * alone, so the file may also be copied.
 */
public final class GradstreamClient {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final URI service;
  private final HttpClient http;
  private final Optional<String> token;
  private final Demand demand;
  private final Duration timeout;

  /**
   * How fresh the model must be.
   *
   * @param maxAge since it was published
   * @param minOffset what it must have learned through, {@code TOPIC-PARTITION:OFFSET,...}
   * @param patience how long the service may wait for such a model, 10 s at most
   */
  private record Demand(
      Optional<Duration> maxAge, Optional<String> minOffset, Optional<Duration> patience) {

    private String query() {
      List<String> options = new ArrayList<>();
      maxAge.ifPresent(age -> options.add("max_age_ms=" + age.toMillis()));
      minOffset.ifPresent(
          offset -> options.add("min_offset=" + URLEncoder.encode(offset, StandardCharsets.UTF_8)));
      patience.ifPresent(wait -> options.add("wait_ms=" + wait.toMillis()));
      return options.isEmpty() ? "" : "?" + String.join("&", options);
    }
  }

  /**
   * What a model says of one event.
   *
   * @param outputs by name, for instance {@code {"probability": 0.93}}
   * @param missing inputs that the event lacked
   * @param setAside what was wrong with values that were taken for missing
   * @param version of the model
   * @param age of the model, since it was published
   * @param eventsSeen that the model has learned from
   * @param parameters all that the service says of the model, offsets it has learned through too
   */
  public record Answer(
      JsonNode outputs,
      List<String> missing,
      List<String> setAside,
      String version,
      Duration age,
      long eventsSeen,
      JsonNode parameters) {}

  /** The service refuses: with which status, and why. */
  public static final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient JsonNode told;

    private RefusedException(int status, JsonNode told) {
      super(told.path("error").asText());
      this.status = status;
      this.told = told;
    }

    /** Of HTTP; 412: no model as fresh as demanded; 503: ask again. */
    public int status() {
      return status;
    }

    /**
     * All that the service says: of records to learn from, {@code refused} of those that are wrong,
     * or the {@code state} of each where Kafka has not acknowledged all.
     */
    public JsonNode told() {
      return told;
    }
  }

  /**
   * What was put on topics.
   *
   * @param events where each stands: topic, partition, offset
   * @param labels the same
   * @param minOffset what a model has learned through that has learned all of it, for {@link
   *     #withMinOffset}; empty when nothing says what turned out true
   */
  public record Stored(JsonNode events, JsonNode labels, Optional<String> minOffset) {}

  /**
   * @param service for instance {@code http://localhost:8080}
   */
  public GradstreamClient(URI service) {
    this(service, HttpClient.newHttpClient());
  }

  /**
   * @param http with what it needs to trust the service, for instance
   */
  public GradstreamClient(URI service, HttpClient http) {
    this(
        service,
        http,
        Optional.empty(),
        new Demand(Optional.empty(), Optional.empty(), Optional.empty()),
        Duration.ofSeconds(60));
  }

  private GradstreamClient(
      URI service, HttpClient http, Optional<String> token, Demand demand, Duration timeout) {
    this.service = service;
    this.http = http;
    this.token = token;
    this.demand = demand;
    this.timeout = timeout;
  }

  /** One that may, where the service wants tokens. */
  public GradstreamClient withToken(String other) {
    return new GradstreamClient(service, http, Optional.of(other), demand, timeout);
  }

  /** One that waits so long for an answer. */
  public GradstreamClient withTimeout(Duration other) {
    return new GradstreamClient(service, http, token, demand, other);
  }

  /** One whose answers are of models published so recently. */
  public GradstreamClient withMaxAge(Duration maxAge) {
    return demanding(new Demand(Optional.of(maxAge), demand.minOffset(), demand.patience()));
  }

  /**
   * One whose answers are of models that have learned through these offsets.
   *
   * @param minOffset for instance {@code flights-0:4711,flights-1:90}
   */
  public GradstreamClient withMinOffset(String minOffset) {
    return demanding(new Demand(demand.maxAge(), Optional.of(minOffset), demand.patience()));
  }

  /** One for whom the service waits so long for a model as fresh as demanded, 10 s at most. */
  public GradstreamClient withPatience(Duration patience) {
    return demanding(new Demand(demand.maxAge(), demand.minOffset(), Optional.of(patience)));
  }

  private GradstreamClient demanding(Demand other) {
    return new GradstreamClient(service, http, token, other, timeout);
  }

  /** Whether the service has a model of the learner. */
  public boolean isReady(String learner) throws IOException, InterruptedException {
    HttpRequest question = request("/v2/models/" + part(learner) + "/ready").build();
    return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
  }

  /** What the learner's models take and give, as the protocol has it. */
  public JsonNode metadata(String learner) throws IOException, InterruptedException {
    return send(request("/v2/models/" + part(learner)).build());
  }

  /**
   * What the learner's model says of an event.
   *
   * @param event as it stands on its topic: a map, a record or a tree
   * @throws RefusedException when the service refuses
   */
  public Answer answer(String learner, Object event) throws IOException, InterruptedException {
    return answers(learner, List.of(event)).get(0);
  }

  /**
   * What the learner's model says of several events, up to 4,096, all by the same version.
   *
   * @throws RefusedException when the service refuses
   */
  public List<Answer> answers(String learner, List<?> events)
      throws IOException, InterruptedException {
    JsonNode body =
        post("/v2/models/" + part(learner) + "/answer", MAPPER.writeValueAsBytes(events));
    JsonNode parameters = body.path("parameters");
    List<Answer> answers = new ArrayList<>();
    for (JsonNode answer : body.path("answers")) {
      answers.add(
          new Answer(
              answer.path("outputs"),
              texts(answer.path("missing")),
              texts(answer.path("set_aside")),
              body.path("model_version").asText(),
              Duration.ofMillis(parameters.path("model_age_ms").asLong()),
              parameters.path("events_seen").asLong(),
              parameters));
    }
    return answers;
  }

  /**
   * An inference of the protocol: columns of values, in their datatypes.
   *
   * @param columns values by the input's name, all of as many rows
   * @param datatypes of the protocol by the input's name, for instance {@code FP64}
   * @return the response as the service gives it
   * @throws RefusedException when the service refuses
   */
  public JsonNode infer(
      String learner, Map<String, ? extends List<?>> columns, Map<String, String> datatypes)
      throws IOException, InterruptedException {
    ObjectNode body = MAPPER.createObjectNode();
    ArrayNode inputs = body.putArray("inputs");
    columns.forEach(
        (name, values) -> {
          ObjectNode tensor = inputs.addObject().put("name", name);
          tensor.put("datatype", datatypes.get(name));
          tensor.putArray("shape").add(values.size());
          tensor.set("data", MAPPER.valueToTree(values));
        });
    return post("/v2/models/" + part(learner) + "/infer", MAPPER.writeValueAsBytes(body));
  }

  /**
   * Puts events and labels on their topics, to be learned from, up to 4,096 together; returns when
   * Kafka has them all.
   *
   * @param events each as it stands on its topic: a map, a record or a tree
   * @param labels the same, where labels have a topic of their own
   * @throws RefusedException when the service refuses, or Kafka has not acknowledged all
   */
  public Stored learn(String learner, List<?> events, List<?> labels)
      throws IOException, InterruptedException {
    byte[] body = MAPPER.writeValueAsBytes(Map.of("events", events, "labels", labels));
    JsonNode stored = send(posted("/v2/models/" + part(learner) + "/learn", body));
    return new Stored(
        stored.path("events"),
        stored.path("labels"),
        Optional.ofNullable(stored.path("min_offset").textValue()));
  }

  private JsonNode post(String path, byte[] body) throws IOException, InterruptedException {
    return send(posted(path + demand.query(), body));
  }

  private HttpRequest posted(String path, byte[] body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path)).timeout(timeout);
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return request;
  }

  private JsonNode send(HttpRequest question) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(question, BodyHandlers.ofByteArray());
    JsonNode body = MAPPER.readTree(response.body());
    if (response.statusCode() != 200) {
      throw new RefusedException(response.statusCode(), body);
    }
    return body;
  }

  private static String part(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return List.copyOf(texts);
  }
}
