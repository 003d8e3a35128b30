package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.gradstream.serving.client.GradstreamClient;
import io.gradstream.serving.client.GradstreamClient.RefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the clients make of streams as they come through proxies, and of those that fail. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ClientStreamsTest {

  private static final String BEGUN =
      """
      : keep-alive

      event: part
      data:{"text_output": "a"}

      data: {"text_output": "b"}

      """;

  private static final String WHOLE =
      BEGUN + "id: 3\ndata: {\"model_version\": \"1.2\", \"parameters\": {}}\n\n";
  private static final String FAILED =
      BEGUN + "data: {\"error\": \"too long\", \"status\": 413}\n\n";

  @TempDir private Path folder;
  private HttpServer server;
  private String url;

  /** The learner's name is the answer that is meant. */
  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    give("whole", 200, WHOLE);
    give("failed", 200, FAILED);
    give("refused", 429, "{\"error\":\n \"too many\"}");
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void give(String learner, int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/v2/models/" + learner,
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void linesThatAreNoDataAreSkipped() throws Exception {
    GradstreamClient client = new GradstreamClient(URI.create(url));

    assertThat(client.generateStream("whole", "a", Map.of(), text -> {}).text()).isEqualTo("ab");
  }

  @Test
  void whatFailsOnTheWayHasTheStatusThatTheServiceTells() {
    StringBuilder heard = new StringBuilder();

    assertRefused("failed", heard, 413, "too long");
    assertThat(heard).hasToString("ab");
  }

  @Test
  void whatIsRefusedAtOnceIsReadAsAWhole() {
    assertRefused("refused", new StringBuilder(), 429, "too many");
  }

  private void assertRefused(String learner, StringBuilder heard, int status, String why) {
    GradstreamClient client = new GradstreamClient(URI.create(url));
    assertThatThrownBy(() -> client.generateStream(learner, "a", Map.of(), heard::append))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.status()).isEqualTo(status))
        .hasMessage(why);
  }

  @Test
  void theClientInPythonDoesTheSame() throws Exception {
    assumeTrue(
        ClientsTest.hasPython(), "there is no python3 here: the client in Python was not tried");
    Path script =
        Files.writeString(
            folder.resolve("try.py"),
            """
            import sys
            from gradstream_client import Client, Refused

            client = Client(sys.argv[1])
            assert "".join(client.generate_stream("whole", "a")) == "ab"
            for learner, status, told, text in (("failed", 413, "too long", "ab"), ("refused", 429, "too many", "")):
                heard = ""
                try:
                    for part in client.generate_stream(learner, "a"):
                        heard += part
                    raise AssertionError("it was answered")
                except Refused as refused:
                    assert (refused.status, refused.message, heard) == (status, told, text), (refused.status, heard)
            """);

    ClientsTest.run(script, url);
  }
}
