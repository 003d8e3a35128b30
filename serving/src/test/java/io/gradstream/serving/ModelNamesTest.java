package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.Version;
import io.gradstream.serving.models.Flights;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Names that would be paths, if a name ever became one. That no class between the port and the
 * models knows of files is a rule of the end-to-end tests' architecture.
 */
class ModelNamesTest {

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.with(Flights.served(Flights.spec(Flights.LATE), "", new Version(3, 1200)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "../../../../..",
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "%252e%252e%252fetc%252fpasswd",
        "%c0%ae%c0%ae%c0%afetc",
        "..;/..;/etc/passwd",
        "..%5c..%5cetc",
        "%00",
        "flight-delays%00",
        "flight-delays%00.json",
        "flight-delays/../../../etc",
        "flight-delays%0d%0aX-Header:1",
        "file:%2f%2f%2fetc%2fpasswd",
        "%7e/.ssh",
        "//etc//passwd"
      })
  void aNameThatWouldBeAPathIsNoModel(String name) throws IOException {
    assertRefused("GET", "/v2/models/" + name);
    assertRefused("GET", "/v2/models/" + name + "/ready");
    assertRefused("POST", "/v2/models/" + name + "/infer");
    assertRefused("GET", "/v2/models/flight-delays/versions/" + name);
  }

  @Test
  void aVeryLongNameIsRefused() throws IOException {
    assertRefused("GET", "/v2/models/" + "x".repeat(7_000));
    assertThat(ask("GET", "/v2/models/" + "x".repeat(9_000))).startsWith("HTTP/1.1 414");
  }

  @Test
  void headersAboveTheLimitAreRefused() throws IOException {
    String header = "X: " + "y".repeat(9_000) + "\r\n";
    assertThat(send("GET /v2 HTTP/1.1\r\nHost: x\r\n" + header + "\r\n"))
        .startsWith("HTTP/1.1 431");
  }

  private static void assertRefused(String method, String path) throws IOException {
    assertThat(ask(method, path))
        .matches("(?s)HTTP/1.1 4\\d\\d .*")
        .contains("{\"error\":\"")
        .doesNotContain("root:", "X-Header:");
  }

  private static String ask(String method, String path) throws IOException {
    return send(
        "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
            .formatted(method, path));
  }

  private static String send(String request) throws IOException {
    try (Socket client = new Socket("127.0.0.1", server.port())) {
      client.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      client.shutdownOutput();
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
