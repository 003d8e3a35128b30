package io.gradstream.serving.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
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
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Asks a query service about events, and gives it events to learn from. Immutable and thread safe;
 * what {@code with...} gives is another client over the same connections. Needs the JDK and Jackson
 * alone, so the file may also be copied.
 */
public final class GradstreamClient {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final URI service;
  private final HttpClient http;
  private final String token; // empty: none
  private final Map<String, String> demand; // how fresh the model must be, in the service's words
  private final Duration timeout;

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

  /** What was written behind a prompt, by which version, and all that is said of the model. */
  public record Text(String text, String version, JsonNode parameters) {}

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

    /** All that it says: {@code refused} of wrong records, or the {@code state} of each. */
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

  /** Asks the service at {@code http://localhost:8080} or {@code https://gateway/models}, say. */
  public GradstreamClient(URI service) {
    this(service, HttpClient.newHttpClient());
  }

  /** With an HTTP client that has what it needs to trust the service, for instance. */
  public GradstreamClient(URI service, HttpClient http) {
    this(Between.folder(service), http, "", Map.of(), Duration.ofSeconds(60));
  }

  private GradstreamClient(
      URI service, HttpClient http, String token, Map<String, String> demand, Duration timeout) {
    this.service = service;
    this.http = http;
    this.token = token;
    this.demand = demand;
    this.timeout = timeout;
  }

  /** One that may, where the service wants tokens. */
  public GradstreamClient withToken(String other) {
    return new GradstreamClient(service, http, other, demand, timeout);
  }

  /** One that waits so long for an answer. */
  public GradstreamClient withTimeout(Duration other) {
    return new GradstreamClient(service, http, token, demand, other);
  }

  /** One whose answers are of models published so recently. */
  public GradstreamClient withMaxAge(Duration maxAge) {
    return demanding("max_age_ms", maxAge.toMillis());
  }

  /** One whose models have learned through offsets, {@code flights-0:4711,flights-1:90}, say. */
  public GradstreamClient withMinOffset(String minOffset) {
    return demanding("min_offset", minOffset);
  }

  /** One for whom the service waits so long for a model as fresh as demanded, 10 s at most. */
  public GradstreamClient withPatience(Duration patience) {
    return demanding("wait_ms", patience.toMillis());
  }

  private GradstreamClient demanding(String name, Object value) {
    Map<String, String> more = new TreeMap<>(demand);
    more.put(name, value.toString());
    return new GradstreamClient(service, http, token, more, timeout);
  }

  /** Whether the service has a model of the learner. */
  public boolean isReady(String learner) throws IOException, InterruptedException {
    HttpRequest question = request(of(learner, "/ready")).build();
    return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
  }

  /** What the learner's models take and give, as the protocol has it. */
  public JsonNode metadata(String learner) throws IOException, InterruptedException {
    return send(request(of(learner, "")).build());
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
    JsonNode body = ask(of(learner, "/answer"), events);
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
          tensor.put("datatype", datatypes.get(name)).putArray("shape").add(values.size());
          tensor.set("data", MAPPER.valueToTree(values));
        });
    return ask(of(learner, "/infer"), body);
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
    Map<String, ?> body = Map.of("events", events, "labels", labels);
    JsonNode stored = send(posted(of(learner, "/learn"), body));
    return new Stored(
        stored.path("events"),
        stored.path("labels"),
        Optional.ofNullable(stored.path("min_offset").textValue()));
  }

  /**
   * A text that goes on with a prompt, of a learner whose target is nextToken.
   *
   * @param parameters of the service: max_tokens, temperature, top_k, seed, key, any of them
   * @throws RefusedException when the service refuses
   */
  public Text generate(String learner, String prompt, Map<String, ?> parameters)
      throws IOException, InterruptedException {
    JsonNode told = ask(of(learner, "/generate"), prompt(prompt, parameters));
    return text(told.path("text_output").asText(), told);
  }

  /**
   * The same, heard of while it is written.
   *
   * @param each hears what is written, a character at a time
   * @throws RefusedException when the service refuses, also in the midst of it
   */
  public Text generateStream(
      String learner, String prompt, Map<String, ?> parameters, Consumer<String> each)
      throws IOException, InterruptedException {
    String path = of(learner, "/generate_stream") + demanded();
    HttpRequest request = posted(path, prompt(prompt, parameters));
    HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
    StringBuilder text = new StringBuilder();
    try (InputStreamReader body = new InputStreamReader(response.body(), StandardCharsets.UTF_8)) {
      if (response.statusCode() != 200) {
        throw new RefusedException(
            response.statusCode(), Between.told(response.body().readAllBytes()));
      }
      BufferedReader lines = new BufferedReader(body);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // other lines are comments, and names of events
        JsonNode told = MAPPER.readTree(line.startsWith("data:") ? line.substring(5) : "{}");
        if (told.has("error")) {
          throw new RefusedException(told.path("status").asInt(), told);
        } else if (told.has("parameters")) {
          return text(text.toString(), told);
        } else if (told.has("text_output")) {
          text.append(told.path("text_output").asText());
          each.accept(told.path("text_output").asText());
        }
      }
    }
    throw new EOFException("the connection ended before the text did");
  }

  private static Map<String, ?> prompt(String prompt, Map<String, ?> parameters) {
    return Map.of("text_input", prompt, "parameters", parameters);
  }

  private static Text text(String text, JsonNode told) {
    return new Text(text, told.path("model_version").asText(), told.path("parameters"));
  }

  /**
   * Events drawn by a learner whose target is generate.
   *
   * @return the response as the service gives it, with one output of FP32
   * @throws RefusedException when the service refuses
   */
  public JsonNode sample(String learner, int count, long seed)
      throws IOException, InterruptedException {
    Map<String, ?> wanted = Map.of("parameters", Map.of("count", count, "seed", seed));
    return ask(of(learner, "/sample"), wanted);
  }

  private JsonNode ask(String path, Object body) throws IOException, InterruptedException {
    return send(posted(path + demanded(), body));
  }

  private String demanded() {
    List<String> options = new ArrayList<>();
    demand.forEach((name, value) -> options.add(name + "=" + encoded(value)));
    return options.isEmpty() ? "" : "?" + String.join("&", options);
  }

  private HttpRequest posted(String path, Object body) throws IOException {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path)).timeout(timeout);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private JsonNode send(HttpRequest question) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(question, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new RefusedException(response.statusCode(), Between.told(response.body()));
    }
    return MAPPER.readTree(response.body());
  }

  private static String of(String learner, String path) {
    return "v2/models/" + encoded(learner) + path;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return List.copyOf(texts);
  }
}
