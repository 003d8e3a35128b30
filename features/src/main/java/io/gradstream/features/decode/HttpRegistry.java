package io.gradstream.features.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * A schema registry over HTTP: {@code GET URL/schemas/ids/ID}. A schema found is kept for good; an
 * id that got none is asked for again after {@link #FORGET}, so a stream of unknown ids does not
 * become a stream of requests.
 */
public final class HttpRegistry implements SchemaRegistry {

  /** How long an id counts as unknown. */
  public static final Duration FORGET = Duration.ofSeconds(30);

  private static final int MOST_UNKNOWN = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String url;
  private final InstantSource clock;
  private final Retry retry;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ObjectMapper json = new ObjectMapper();
  private final Map<Integer, Schema> known = new HashMap<>();
  private final Map<Integer, Instant> unknownUntil = new LinkedHashMap<>();

  /**
   * How a registry that does not answer is asked again.
   *
   * @param attempts requests in all, at least 1
   * @param pause between the first two; doubles each time
   */
  public record Retry(int attempts, Duration pause) {

    /** About six seconds in all when connections are refused at once. */
    public static final Retry DEFAULT = new Retry(6, Duration.ofMillis(200));

    public Retry {
      if (attempts < 1 || pause.isNegative()) {
        throw new IllegalArgumentException(
            "attempts must be at least 1, pause not negative: " + attempts + ", " + pause);
      }
    }
  }

  public HttpRegistry(URI url, InstantSource clock, Retry retry) {
    this.url = url.toString().replaceAll("/+$", "");
    this.clock = clock;
    this.retry = retry;
  }

  @Override
  public synchronized Optional<Schema> byId(int id) {
    Schema schema = known.get(id);
    if (schema == null && !isUnknown(id)) {
      schema = ask(id);
      remember(id, schema);
    }
    return Optional.ofNullable(schema);
  }

  private boolean isUnknown(int id) {
    Instant until = unknownUntil.get(id);
    return until != null && clock.instant().isBefore(until);
  }

  private void remember(int id, Schema schema) {
    unknownUntil.remove(id);
    if (schema != null) {
      known.put(id, schema);
      return;
    }
    if (unknownUntil.size() >= MOST_UNKNOWN) {
      unknownUntil.remove(unknownUntil.keySet().iterator().next());
    }
    unknownUntil.put(id, clock.instant().plus(FORGET));
  }

  /** Null when the registry has no such schema, or does not answer in all attempts. */
  private Schema ask(int id) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/schemas/ids/" + id)).timeout(PATIENCE).build();
    Duration pause = retry.pause();
    for (int attempt = 1; ; attempt++) {
      Optional<HttpResponse<String>> answer = send(request);
      if (answer.isPresent() && answer.get().statusCode() < 500) {
        return answer.get().statusCode() == 200 ? parse(answer.get().body()) : null;
      }
      if (attempt == retry.attempts() || !slept(pause)) {
        return null;
      }
      pause = pause.multipliedBy(2);
    }
  }

  private Optional<HttpResponse<String>> send(HttpRequest request) {
    try {
      return Optional.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static boolean slept(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Null when the body holds no Avro schema that stands on its own. */
  private Schema parse(String body) {
    try {
      JsonNode schema = json.readTree(body).path("schema");
      return schema.isTextual() ? new Schema.Parser().parse(schema.textValue()) : null;
    } catch (JsonProcessingException | AvroRuntimeException | NullPointerException e) {
      return null; // Avro's parser meets some JSON that is no schema with a null of its own
    }
  }
}
