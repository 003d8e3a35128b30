package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.made.Writing;
import io.gradstream.network.Sampling;
import io.gradstream.schemas.Version;
import io.gradstream.serving.TestServer.Answer;
import io.gradstream.serving.http.Limits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Texts that take long: their model is swapped, their readers are slow, or leave. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class StreamsTest {

  private static final String LONG =
      "{\"text_input\": \"a\", \"parameters\": {\"max_tokens\": 4096}}";
  private static final String SHORT =
      "{\"text_input\": \"a\", \"parameters\": {\"max_tokens\": 1}}";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final List<Socket> clients = new ArrayList<>();

  @AfterEach
  void leave() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
  }

  @Test
  void aTextIsOfOneVersionThoughANewerOneComesMeanwhile() throws IOException {
    ModelSnapshot before = HeavyModel.snapshot(new Version(1, 0));
    try (TestServer server = HeavyModel.server(MINUTE)) {
      BufferedReader lines =
          lines(ask(server, HeavyModel.NAME, LONG.replace("4096", "300"), 65_536));
      StringBuilder body = new StringBuilder(firstEvent(lines)).append("\n\n");

      Writers.hold(server, HeavyModel.snapshot(new Version(1, 1)));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data: ")) {
          body.append(line).append("\n\n");
        }
      }

      List<JsonNode> events = GenerateTest.events(body.toString());
      assertThat(events)
          .allSatisfy(event -> assertThat(event.path("model_version").asText()).isEqualTo("1.0"));
      assertThat(GenerateTest.joined(events))
          .isEqualTo(GenerateTest.written(before, new Writing("a", 300, new Sampling(), 1)));
      assertThat(generate(server, HeavyModel.NAME, SHORT).body().path("model_version").asText())
          .isEqualTo("1.1");
    }
  }

  @Test
  void aModelThatHasDivergedIsRefused() {
    try (TestServer server = new TestServer()) {
      Writers.hold(server, Writers.diverged(Writers.WRITER));
      Writers.hold(server, Writers.diverged(Writers.PAINTER));
      String text = "the probabilities of the next token are no numbers: the model has diverged";

      for (String path : List.of("writer/generate", "writer/generate_stream")) {
        Answer answer = server.send("POST", "/v2/models/" + path, SHORT);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).startsWith(text);
      }
      Answer samples = server.send("POST", "/v2/models/painter/sample", "{}");
      assertThat(samples.status()).isEqualTo(400);
      assertThat(samples.error()).startsWith("sample 0 has a value that is NaN: the model has");
    }
  }

  @Test
  void streamsThatNobodyReadsHoldNoThread() throws IOException {
    try (TestServer server = server(new Limits(64, 1 << 20, MINUTE))) {
      for (int i = 0; i < 40; i++) { // more than the server has threads
        firstEvent(lines(ask(server, Writers.WRITER, LONG, 2048)));
      }

      assertThat(server.get("/v2/models/writer/ready").status()).isEqualTo(200);
      assertThat(generate(server, Writers.WRITER, LONG).status()).isEqualTo(200);
    }
  }

  @Test
  void theWorkOfReadersThatHaveLeftEnds() throws IOException {
    try (TestServer server = HeavyModel.server(MINUTE)) {
      for (int i = 0; i < 3; i++) {
        firstEvent(lines(ask(server, HeavyModel.NAME, LONG, 65_536)));
      }
      assertThat(made(server, HeavyModel.NAME)).isPositive();

      leave();

      await(() -> made(server, HeavyModel.NAME) == 0);
      assertThat(generate(server, HeavyModel.NAME, SHORT).status()).isEqualTo(200);
    }
  }

  @Test
  void tokensThatTakeTooLongAreRefusedWithWhatTheyTake() {
    try (TestServer server = HeavyModel.server(Duration.ofMillis(300))) {
      Optional<Answer> answer = Optional.empty();
      while (answer.isEmpty()) { // what they take is known once some were written
        answer = answered(server).filter(one -> one.status() == 413);
      }

      assertThat(answer.get().error()).contains("4096 tokens of this model would take about");
      assertThat(answer.get().error()).containsPattern("ask for at most [0-9]+$");
      await(() -> made(server, HeavyModel.NAME) == 0);
    }
  }

  @Test
  void whoAsksAModelThatWritesIsAnsweredMeanwhile() throws IOException {
    try (TestServer server = HeavyModel.server(MINUTE)) {
      firstEvent(lines(ask(server, HeavyModel.NAME, LONG, 65_536)));

      for (int i = 0; i < 5; i++) {
        Answer row =
            server.send("POST", "/v2/models/" + HeavyModel.NAME + "/infer", HeavyModel.rows(1));
        assertThat(row.status()).isEqualTo(200);
        assertThat(server.infer(HeavyModel.LIGHT_ROW).status()).isEqualTo(200);
      }
      assertThat(made(server, HeavyModel.NAME)).isPositive();
    }
  }

  private static TestServer server(Limits limits) {
    TestServer server = new TestServer(Optional.empty(), Optional.empty(), limits);
    Writers.serve(server);
    return server;
  }

  private static Answer generate(TestServer server, String learner, String body) {
    return server.send("POST", "/v2/models/" + learner + "/generate", body);
  }

  /** Nothing when the connection was closed, since the answer took too long. */
  private static Optional<Answer> answered(TestServer server) {
    try {
      return Optional.of(generate(server, HeavyModel.NAME, LONG));
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** Tokens that are still to be written. */
  private static long made(TestServer server, String learner) {
    return server.store.find(learner).orElseThrow().making().rows();
  }

  /**
   * Asks for a stream, and reads nothing yet.
   *
   * @param room bytes that may wait for the reader
   */
  private Socket ask(TestServer server, String learner, String body, int room) throws IOException {
    Socket client = new Socket();
    clients.add(client);
    client.setReceiveBufferSize(room);
    client.connect(new InetSocketAddress("127.0.0.1", server.port()));
    String request =
        "POST /v2/models/%s/generate_stream HTTP/1.0\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(learner, body.length(), body);
    client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return client;
  }

  private static BufferedReader lines(Socket client) throws IOException {
    return new BufferedReader(
        new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8), 512);
  }

  private static String firstEvent(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    assertThat(line).startsWith("HTTP/1.").contains(" 200 ");
    while (!line.startsWith("data: ")) {
      line = lines.readLine();
    }
    return line;
  }

  private static void await(BooleanSupplier event) {
    while (!event.getAsBoolean()) {
      assertThat(Thread.interrupted()).as("it was waited for in vain").isFalse();
      Thread.onSpinWait();
    }
  }
}
