package io.gradstream.features.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistriesTest {

  private static final String SCHEMA = "{\"type\": \"record\", \"name\": \"E\", \"fields\": []}";
  private static final String ANSWER =
      "{\"schema\": \"{\\\"type\\\": \\\"record\\\", \\\"name\\\": \\\"E\\\", \\\"fields\\\": []}\"}";
  private static final HttpRegistry.Retry AT_ONCE = new HttpRegistry.Retry(3, Duration.ZERO);

  /** What the server answers next; the last answer stays. */
  private record Answer(int status, String body) {}

  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private Instant now = Instant.EPOCH;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestURI().getPath());
          Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
          byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void httpRegistryAsksOnceForASchema() {
    answers.add(new Answer(200, ANSWER));
    HttpRegistry registry = registry("/");
    assertThat(registry.byId(42)).contains(new Schema.Parser().parse(SCHEMA));
    assertThat(registry.byId(42)).isPresent();
    assertThat(requests).containsExactly("/schemas/ids/42");
  }

  @Test
  void httpRegistryMayStandBelowAPath() {
    answers.add(new Answer(200, ANSWER));
    assertThat(registry("/apis/ccompat/v7").byId(1)).isPresent();
    assertThat(requests).containsExactly("/apis/ccompat/v7/schemas/ids/1");
  }

  @Test
  void anUnknownIdIsAskedForAgainAfterHalfAMinute() {
    answers.add(new Answer(404, "{\"error_code\": 40403}"));
    HttpRegistry registry = registry("/");
    assertThat(registry.byId(42)).isEmpty();
    answers.clear();
    answers.add(new Answer(200, ANSWER));
    now = now.plus(HttpRegistry.FORGET).minusMillis(1);
    assertThat(registry.byId(42)).isEmpty();
    assertThat(requests).hasSize(1);
    now = now.plusMillis(1);
    assertThat(registry.byId(42)).isPresent();
  }

  @Test
  void aServerInTroubleIsAskedAgain() {
    answers.add(new Answer(503, ""));
    answers.add(new Answer(500, ""));
    answers.add(new Answer(200, ANSWER));
    assertThat(registry("/").byId(42)).isPresent();
    assertThat(requests).hasSize(3);
  }

  @Test
  void aServerThatStaysInTroubleIsGivenUp() {
    answers.add(new Answer(503, ""));
    assertThat(registry("/").byId(42)).isEmpty();
    assertThat(requests).hasSize(AT_ONCE.attempts());
  }

  @Test
  void aServerThatIsAwayIsGivenUp() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    HttpRegistry registry =
        new HttpRegistry(URI.create("http://127.0.0.1:" + port), () -> now, AT_ONCE);
    assertThat(registry.byId(42)).isEmpty();
  }

  @Test
  void anAnswerThatIsNoAvroSchemaIsNone() {
    List<String> bodies =
        List.of(
            "",
            "hello",
            "[]",
            "{}",
            "{\"schema\": 5}",
            "{\"schema\": \"message Event {}\"}",
            "{\"schema\": \"{\\\"type\\\": \\\"record\\\"}\"}");
    for (String body : bodies) {
      answers.clear();
      answers.add(new Answer(200, body));
      assertThat(registry("/").byId(42)).as(body).isEmpty();
    }
  }

  @Test
  void retriesAreBounded() {
    assertThatThrownBy(() -> new HttpRegistry.Retry(0, Duration.ZERO))
        .hasMessageContaining("attempts must be at least 1");
  }

  @Test
  void givenTextsAreARegistry() {
    SchemaRegistry registry = SchemaRegistry.of(Map.of(1, SCHEMA));
    assertThat(registry.byId(1)).isPresent();
    assertThat(registry.byId(2)).isEmpty();
  }

  private HttpRegistry registry(String path) {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    return new HttpRegistry(uri, () -> now, AT_ONCE);
  }
}
