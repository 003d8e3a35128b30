package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.Version;
import io.gradstream.serving.http.Limits;
import io.gradstream.serving.models.Flights;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever is refused may go on with the connection, whatever he sent with his request. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RefusedBodiesTest {

  private static final int BODY = 3 << 20;
  private static final String TOKEN = "reader-0123456789";

  @TempDir private Path folder;

  /** A status, and whether the connection ends with the answer. */
  private record Answer(int status, boolean closes) {}

  private TestServer server() throws IOException {
    Path tokens = Files.writeString(folder.resolve("tokens"), "read " + TOKEN + "\n");
    Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
    return new TestServer(
        Optional.empty(), Optional.of(tokens), new Limits(8, 1 << 20, Duration.ofSeconds(30)));
  }

  private static String head(String method, String path, String token, String more) {
    return "%s %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n%s\r\n"
        .formatted(method, path, token, more);
  }

  private static Answer read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      assertThat(next).as("a connection that ended after: %s", head).isNotNegative();
      head.append((char) next);
    }
    String text = head.toString().toLowerCase(Locale.ROOT);
    String length = text.replaceAll("(?s).*content-length: ([0-9]+).*", "$1");
    in.readNBytes(Integer.parseInt(length));
    return new Answer(Integer.parseInt(text.split(" ")[1]), text.contains("connection: close"));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v2/models/flight-delays/infer, nobody-0123456789, 401",
    "POST, /v2/no/such/path, reader-0123456789, 404",
    "POST, /v2/models/flight-delays, reader-0123456789, 405",
    "PUT, /v2/models/flight-delays/infer, reader-0123456789, 405",
    "POST, /v2/models/flight-delays/infer, reader-0123456789, 413",
    "GET, /v2/models/none, reader-0123456789, 404",
    "GET, /v2, reader-0123456789, 200",
  })
  void theNextRequestOnTheSameConnectionIsAnswered(
      String method, String path, String token, int status) throws IOException {
    try (TestServer server = server();
        Socket client = new Socket("127.0.0.1", server.port())) {
      server
          .store
          .follow(Flights.LEARNER)
          .put(Flights.served(Flights.spec(Flights.LATE), "", new Version(1, 1)));
      OutputStream out = client.getOutputStream();
      InputStream in = new BufferedInputStream(client.getInputStream());
      for (String coding : new String[] {"Content-Length: " + BODY, "Transfer-Encoding: chunked"}) {
        out.write(ascii(head(method, path, token, coding + "\r\n")));
        out.flush();
        boolean isChunked = coding.startsWith("T");
        out.write(ascii(isChunked ? Integer.toHexString(BODY) + "\r\n" : ""));
        out.write(new byte[BODY]);
        out.write(ascii(isChunked ? "\r\n0\r\n\r\n" : ""));
        out.flush();
        assertThat(read(in)).isEqualTo(new Answer(status, false));
        out.write(ascii(head("GET", "/v2", TOKEN, "")));
        out.flush();
        assertThat(read(in)).isEqualTo(new Answer(200, false));
      }
    }
  }

  @Test
  void aBodyWithoutBoundIsNotReadToItsEnd() throws IOException {
    try (TestServer server = server();
        Socket client = new Socket("127.0.0.1", server.port())) {
      client
          .getOutputStream()
          .write(ascii(head("POST", "/v2/none", TOKEN, "Content-Length: 1000000000\r\n")));
      assertThat(read(client.getInputStream()).status()).isEqualTo(404);
      assertThat(client.getInputStream().read()).as("the end of the connection").isNegative();
    }
  }

  @Test
  void whoWaitsForLeaveToSendIsRefusedAtOnce() throws IOException {
    try (TestServer server = server();
        Socket client = new Socket("127.0.0.1", server.port())) {
      client
          .getOutputStream()
          .write(
              ascii(
                  head(
                      "POST",
                      "/v2/none",
                      TOKEN,
                      "Content-Length: 100\r\nExpect: 100-continue\r\n")));
      assertThat(read(client.getInputStream()).status()).isEqualTo(404);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
