package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.Version;
import io.gradstream.serving.models.Flights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent is answered with what the caller did wrong, and never with a fault of ours. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HostileShapesTest {

  private static final Map<String, byte[]> SHAPES = HostileShapes.all();
  private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.1 (\\d{3}) ", Pattern.MULTILINE);

  private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();
  private static PrintStream before;
  private static TestServer server;
  private static int answered;

  @BeforeAll
  static void start() {
    before = System.err;
    System.setErr(new PrintStream(LOG, true, StandardCharsets.UTF_8));
    server = TestServer.with(Flights.served(Flights.spec(Flights.LATE), "", new Version(3, 1200)));
  }

  @AfterAll
  static void stop() {
    server.close();
    System.setErr(before);
    assertThat(answered).isGreaterThan(SHAPES.size() * 9 / 10);
  }

  static Set<String> names() {
    return SHAPES.keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void isTheCallersMistakeOrAnswered(String name) throws IOException {
    LOG.reset();

    List<Integer> statuses = statuses(SHAPES.get(name));

    answered += statuses.isEmpty() ? 0 : 1; // a refusal may be lost where more was being sent
    assertThat(statuses).allMatch(status -> status < 500);
    assertThat(server.get("/v2/health/live").status()).isEqualTo(200);
    assertThat(LOG.toString(StandardCharsets.UTF_8).lines())
        .noneMatch(line -> line.contains(" ERROR ") || line.contains(HostileShapes.MARK))
        .allMatch(line -> line.length() < 1200)
        .noneMatch(line -> line.contains("not foreseen"));
  }

  @Test
  void thereAreManyOfThem() {
    assertThat(SHAPES).hasSizeGreaterThan(400);
  }

  /** Of all responses to what is sent on a connection of its own. */
  private static List<Integer> statuses(byte[] request) throws IOException {
    try (Socket client = new Socket("127.0.0.1", server.port())) {
      client.setSoTimeout(20_000);
      try {
        client.getOutputStream().write(request);
        client.shutdownOutput();
      } catch (IOException e) {
        // refused before all of it was sent
      }
      return STATUS
          .matcher(new String(read(client.getInputStream()), StandardCharsets.ISO_8859_1))
          .results()
          .map(status -> Integer.parseInt(status.group(1)))
          .toList();
    }
  }

  private static byte[] read(InputStream input) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    try {
      for (int n = input.read(part); n >= 0; n = input.read(part)) {
        all.write(part, 0, n);
      }
    } catch (IOException e) {
      // the connection was reset, after what was read so far
    }
    return all.toByteArray();
  }
}
