package io.gradstream.serving.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.gradstream.serving.client.GradstreamClient.RefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client behind a gateway, which has a path of its own and words of its own. */
class GradstreamClientTest {

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer gateway;
  private int status = 200;
  private String body = "{\"name\": \"m\"}";

  @BeforeEach
  void listen() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
          exchange.getResponseBody().write(body.getBytes(UTF_8));
          exchange.close();
        });
    gateway.start();
  }

  @AfterEach
  void close() {
    gateway.stop(0);
  }

  private GradstreamClient client(String path) {
    return new GradstreamClient(
        URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/gradstream", "/gradstream/"})
  void theGatewaysPathStays(String path) throws Exception {
    assertThat(client(path).metadata("m").path("name").asText()).isEqualTo("m");
    assertThat(asked).containsExactly("/gradstream/v2/models/m");
  }

  @Test
  void withoutAPathTheServiceIsAskedItself() throws Exception {
    client("").metadata("a b");
    client("/").metadata("m");
    assertThat(asked).containsExactly("/v2/models/a%20b", "/v2/models/m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>Bad Gateway</html>", "", "[]", "Bad Gateway"})
  void aGatewaysPageIsARefusal(String page) {
    status = 502;
    body = page;
    assertThatThrownBy(() -> client("").metadata("m")).satisfies(this::isRefusal);
    assertThatThrownBy(() -> client("").generateStream("m", "a", Map.of(), text -> {}))
        .satisfies(this::isRefusal);
  }

  private void isRefusal(Throwable failure) {
    assertThat(failure)
        .isInstanceOf(RefusedException.class)
        .hasMessage("no answer of the service: " + body);
    assertThat(((RefusedException) failure).status()).isEqualTo(502);
  }
}
