package io.gradstream.features.decode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Questions to a registry, {@code GET URL/schemas/ids/ID}, one at a time. Each has one time limit
 * from the connection to the last byte of the answer, which may have {@link #MOST_BYTES}. Follows
 * no redirection: a login is for the registry alone. For one thread.
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

  /** Asks once. */
  RegistryReply ask(int id, RegistryHost host) throws InterruptedException {
    try {
      HttpRequest request = request(id);
      return reply(id, client.sendAsync(request, answer -> new LimitedBody(MOST_BYTES)), host);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return new RegistryReply.None("its login or trust store cannot be used: " + reason(e));
    }
  }

  void pause(Duration pause, RegistryHost host) throws InterruptedException {
    await(new CompletableFuture<>(), pause, host);
  }

  private HttpRequest request(int id) throws IOException, GeneralSecurityException {
    RegistryAccess now = source.access();
    if (!now.equals(access)) {
      client = now.client(most);
      access = now;
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/schemas/ids/" + id));
    now.headers().forEach(request::setHeader);
    return request.build();
  }

  private RegistryReply reply(
      int id, CompletableFuture<HttpResponse<byte[]>> exchange, RegistryHost host)
      throws InterruptedException {
    try {
      if (!await(exchange, most, host)) {
        return new RegistryReply.None("no whole answer within %d ms".formatted(most.toMillis()));
      }
      HttpResponse<byte[]> answer = exchange.join();
      return RegistryReply.of(id, answer.statusCode(), answer.body());
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
