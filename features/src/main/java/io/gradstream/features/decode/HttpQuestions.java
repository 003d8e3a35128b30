package io.gradstream.features.decode;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Questions to a registry, {@code GET URL/schemas/ids/ID} and for what such a schema refers to
 * {@code GET URL/subjects/SUBJECT/versions/VERSION}, one at a time. Each has one time limit from
 * the connection to the last byte of the answer, which may have {@link #MOST_BYTES}. Follows no
 * redirection: a login is for the registry alone. For one thread.
 */
final class HttpQuestions {

  /** More than any schema that a registry can store on Kafka by default. */
  static final int MOST_BYTES = 4 << 20;

  private final String url;
  private final RegistryAccess.Source source;
  private final Duration most;

  private RegistryAccess access;
  private HttpClient client; // of that access

  /**
   * @param most for one question
   */
  HttpQuestions(String url, RegistryAccess.Source source, Duration most) {
    this.url = url;
    this.source = source;
    this.most = most;
  }

  /** Asks once for the schema of an id. */
  RegistryReply ask(int id, RegistryHost host) throws InterruptedException {
    return ask("/schemas/ids/" + id, (status, body) -> RegistryReply.of(id, status, body), host);
  }

  /** Asks once for a schema that the one of an id refers to; one that was deleted will do. */
  RegistryReply ask(RegistryReply.Reference reference, int id, RegistryHost host)
      throws InterruptedException {
    String subject =
        URLEncoder.encode(reference.subject(), StandardCharsets.UTF_8).replace("+", "%20");
    return ask(
        "/subjects/%s/versions/%d?deleted=true".formatted(subject, reference.version()),
        (status, body) -> RegistryReply.of(reference, id, status, body),
        host);
  }

  /** Asks once under which subjects the schema of an id is registered; empty text for no answer. */
  String subjects(int id, RegistryHost host) throws InterruptedException {
    RegistryReply reply =
        ask(
            "/schemas/ids/%d/subjects?deleted=true".formatted(id),
            (status, body) -> new RegistryReply.Refused(names(RegistryReply.json(body))),
            host);
    return reply instanceof RegistryReply.Refused said ? said.reason() : "";
  }

  private static String names(JsonNode said) {
    return said.isArray()
        ? StreamSupport.stream(said.spliterator(), false)
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue)
            .collect(Collectors.joining(", "))
        : "";
  }

  private RegistryReply ask(
      String path, BiFunction<Integer, byte[], RegistryReply> reading, RegistryHost host)
      throws InterruptedException {
    try {
      HttpRequest request = request(path);
      return reply(reading, client.sendAsync(request, answer -> new LimitedBody(MOST_BYTES)), host);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return new RegistryReply.None("its login or trust store cannot be used: " + reason(e));
    }
  }

  void pause(Duration pause, RegistryHost host) throws InterruptedException {
    await(new CompletableFuture<>(), pause, host);
  }

  private HttpRequest request(String path) throws IOException, GeneralSecurityException {
    RegistryAccess now = source.access();
    if (!now.equals(access)) {
      client = now.client(most);
      access = now;
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    now.headers().forEach(request::setHeader);
    return request.build();
  }

  private RegistryReply reply(
      BiFunction<Integer, byte[], RegistryReply> reading,
      CompletableFuture<HttpResponse<byte[]>> exchange,
      RegistryHost host)
      throws InterruptedException {
    try {
      if (!await(exchange, most, host)) {
        return new RegistryReply.None("no whole answer within %d ms".formatted(most.toMillis()));
      }
      HttpResponse<byte[]> answer = exchange.join();
      return reading.apply(answer.statusCode(), answer.body());
    } catch (CompletionException e) {
      return new RegistryReply.None(reason(e.getCause()));
    } finally {
      exchange.cancel(true); // which closes the connection, unless the exchange is over
    }
  }

  /** What else goes wrong where one waits says nothing of a record, either. */
  private static boolean await(CompletableFuture<?> done, Duration most, RegistryHost host)
      throws InterruptedException {
    try {
      return host.await(done, most);
    } catch (RuntimeException e) {
      throw new RegistryUnavailableException("the wait for a schema was ended: " + e, e);
    }
  }

  private static String reason(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
