package io.gradstream.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.schemas.IoFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a query service about one learner, by the Open Inference Protocol v2. */
public final class QueryClient {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI model;
  private final QueryAccess access;
  private final HttpClient http;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param address of the service
   */
  public QueryClient(URI address, String learner) {
    this(address, learner, QueryAccess.NONE);
  }

  /**
   * @param address of the service
   */
  public QueryClient(URI address, String learner, QueryAccess access) {
    this.access = access;
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(PATIENCE);
    access.prepare(client);
    this.http = client.build();
    this.model = address.resolve("/v2/models/" + learner);
  }

  /**
   * An answer.
   *
   * @param ageMillis time since the answering model was published
   * @param output of the first output tensor
   */
  public record Answer(String modelVersion, long ageMillis, List<Double> output) {}

  /** Where questions go. */
  public URI inferUri() {
    return URI.create(model + "/infer");
  }

  /** The HTTP status of {@code GET .../ready}: 200, or 503 while there is no model. */
  public int readiness() {
    return send(HttpRequest.newBuilder(URI.create(model + "/ready"))).statusCode();
  }

  /** What the service says of the model's inputs and outputs, whatever the status. */
  public HttpResponse<String> metadata() {
    return send(HttpRequest.newBuilder(model));
  }

  /** The answer, empty when the service has none to give or does not answer at all. */
  public Optional<Answer> infer(String body) {
    HttpResponse<String> response;
    try {
      response = post(body);
    } catch (UncheckedIOException e) {
      return Optional.empty(); // it is still starting
    }
    return response.statusCode() == 200 ? Optional.of(parse(response.body())) : Optional.empty();
  }

  /** The response to a question, whatever its status. */
  public HttpResponse<String> post(String body) {
    return send(
        HttpRequest.newBuilder(inferUri())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private Answer parse(String body) {
    try {
      JsonNode answer = json.readTree(body);
      List<Double> output = new ArrayList<>();
      answer.at("/outputs/0/data").forEach(value -> output.add(value.asDouble()));
      return new Answer(
          answer.path("model_version").asText(),
          answer.at("/parameters/model_age_ms").asLong(),
          List.copyOf(output));
    } catch (IOException e) {
      throw new UncheckedIOException("the query service answered no JSON: " + body, e);
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    access.prepare(request);
    try {
      return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from " + model + ": " + IoFailure.reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + model, e);
    }
  }
}
