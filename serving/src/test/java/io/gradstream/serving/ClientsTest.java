package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.schemas.Version;
import io.gradstream.serving.client.GradstreamClient;
import io.gradstream.serving.client.GradstreamClient.Answer;
import io.gradstream.serving.client.GradstreamClient.RefusedException;
import io.gradstream.serving.client.GradstreamClient.Stored;
import io.gradstream.serving.client.GradstreamClient.Text;
import io.gradstream.serving.http.Limits;
import io.gradstream.serving.models.Flights;
import io.gradstream.serving.models.LearnerModels;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The clients in Java and Python against the service. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ClientsTest {

  private static final String TOKEN = "reader-0123456789";
  private static final Map<String, Object> FLIGHT =
      Map.of("scheduled", "2001-02-02T08:00:00Z", "distance", 733.5);

  @TempDir private Path folder;
  private TestServer server;
  private GradstreamClient client;

  @BeforeEach
  void start() throws IOException {
    Path tokens = Files.writeString(folder.resolve("tokens"), "learn " + TOKEN);
    server =
        new TestServer(
            Optional.empty(),
            Optional.of(tokens),
            Limits.DEFAULT,
            GivenTopics.desk(GivenTopics.producer(true), Flights.LEARNER));
    LearnerModels learner = server.store.follow(Flights.LEARNER);
    learner.put(Flights.served(Flights.spec(Flights.CAUSE), "", new Version(3, 1200)));
    learner.caughtUp();
    server.store.caughtUp();
    Writers.serve(server);
    client = new GradstreamClient(URI.create(server.url())).withToken(TOKEN);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void usageExample() throws Exception {
    Answer answer = client.answer(Flights.LEARNER, FLIGHT);

    assertThat(answer.outputs().path("class").asText()).isIn("none", "weather", "carrier");
    assertThat(answer.missing()).containsExactly("origin", "holiday");
    assertThat(answer.setAside()).isEmpty();
    assertThat(answer.version()).isEqualTo("3.1200");
    assertThat(answer.age()).isEqualTo(Duration.ofMillis(1234));
    assertThat(answer.eventsSeen()).isEqualTo(9000);
    assertThat(answer.parameters().path("learned.flights-1").asLong()).isEqualTo(4711);
  }

  @Test
  void manyEventsAreOneQuestion() throws Exception {
    List<Answer> answers = client.answers(Flights.LEARNER, Collections.nCopies(4096, FLIGHT));

    assertThat(answers).hasSize(4096);
    assertThat(answers.get(4095)).isEqualTo(answers.get(0));
  }

  @Test
  void columnsAreInferred() throws Exception {
    JsonNode response =
        client.infer(
            Flights.LEARNER,
            Map.of("scheduled", List.of(981_100_800_000L, 981_100_900_000L)),
            Map.of("scheduled", "INT64"));

    assertThat(response.path("outputs").path(1).path("data")).hasSize(2);
    assertThat(client.metadata(Flights.LEARNER).path("inputs")).hasSize(4);
  }

  @Test
  void recordsAreGivenToLearnFrom() throws Exception {
    Map<String, Object> flight = Map.of("flightId", "AA-1", "scheduled", 981_100_800_000L);
    Map<String, Object> arrival =
        Map.of("flightId", "AA-1", "landed", 981_108_000_000L, "delayMinutes", 20);

    Stored stored = client.learn(Flights.LEARNER, List.of(flight), List.of(arrival));

    assertThat(stored.events().path(0).path("topic").asText()).isEqualTo("flights");
    assertThat(stored.labels()).hasSize(1);
    assertThat(stored.minOffset()).contains("arrivals-0:0");
    assertThatThrownBy(() -> client.learn(Flights.LEARNER, List.of(), List.of(Map.of())))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused ->
                assertThat(refused.told().path("refused").path(0).path("reason").asText())
                    .isEqualTo("MISSING_FIELD"));
  }

  @Test
  void textsAreWrittenAndSamplesDrawn() throws Exception {
    Map<String, ?> wish = Map.of("max_tokens", 30, "seed", 3);
    StringBuilder heard = new StringBuilder();

    Text whole = client.generate(Writers.WRITER, "ab", wish);
    Text streamed = client.generateStream(Writers.WRITER, "ab", wish, heard::append);
    JsonNode samples = client.sample(Writers.PAINTER, 3, 9);

    assertThat(whole.text()).hasSize(30).isEqualTo(streamed.text()).isEqualTo(heard.toString());
    assertThat(whole.version()).isEqualTo("2.30").isEqualTo(streamed.version());
    assertThat(streamed.parameters().path("tokens").asInt()).isEqualTo(30);
    assertThat(samples.at("/outputs/0/data")).hasSize(18);
    assertThatThrownBy(
            () ->
                client
                    .withMaxAge(Duration.ofMillis(5))
                    .generateStream(Writers.WRITER, "ab", wish, heard::append))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.status()).isEqualTo(412));
    assertThatThrownBy(() -> client.generate(Flights.LEARNER, "ab", Map.of()))
        .hasMessageContaining("ask /v2/models/flight-delays/infer");
  }

  @Test
  void whatIsDemandedIsToldToTheService() throws Exception {
    assertThat(client.withMaxAge(Duration.ofSeconds(5)).answer(Flights.LEARNER, FLIGHT))
        .isNotNull();
    assertThatThrownBy(
            () ->
                client
                    .withMinOffset("flights-0:4690,flights-1:9999")
                    .withPatience(Duration.ofMillis(50))
                    .answer(Flights.LEARNER, FLIGHT))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.status()).isEqualTo(412))
        .hasMessageContaining("min_offset demands 9999, after 50 ms");
  }

  @Test
  void whoIsRefusedHearsWhy() throws Exception {
    assertThat(client.isReady(Flights.LEARNER)).isTrue();
    assertThat(client.isReady("no such learner?")).isFalse();
    assertThatThrownBy(() -> client.withToken("nobody-0123456789").metadata(Flights.LEARNER))
        .isInstanceOf(RefusedException.class)
        .hasMessage("the token is none of this service's");
    assertThatThrownBy(() -> client.answer(Flights.LEARNER, Map.of()))
        .hasMessage("row 0: scheduled is required and absent or null");
  }

  @Test
  void theClientInPythonDoesTheSame() throws Exception {
    assumeTrue(hasPython(), "there is no python3 here: the client in Python was not tried");
    Path script =
        Files.writeString(
            folder.resolve("try.py"),
            """
            import sys
            from gradstream_client import Client, Refused

            client = Client(sys.argv[1], token=sys.argv[2])
            answer = client.answer("flight-delays", {"scheduled": "2001-02-02T08:00:00Z", "distance": 733.5})
            assert answer["outputs"]["class"] in ("none", "weather", "carrier"), answer
            assert answer["missing"] == ["origin", "holiday"], answer
            assert answer["version"] == "3.1200" and answer["age_ms"] == 1234, answer
            assert answer["events_seen"] == 9000, answer
            assert client.ready("flight-delays") and not client.ready("no such learner?")
            assert "flight-delays" in client.server()["models"]
            assert len(client.metadata("flight-delays")["inputs"]) == 4
            many = client.answers("flight-delays", [{"scheduled": 981100800000 + i} for i in range(4096)], max_age_ms=5000)
            assert len(many) == 4096
            columns = client.infer("flight-delays", {"scheduled": [981100800000]}, {"scheduled": "INT64"}, max_age_ms=5000)
            assert len(columns["outputs"]) == 2, columns
            stored = client.learn("flight-delays", labels=[{"flightId": "A", "landed": 981108000000, "delayMinutes": 20}])
            assert stored["labels"][0]["topic"] == "arrivals" and stored["min_offset"] == "arrivals-0:0", stored
            try:
                client.learn("flight-delays", [{"flightId": "A"}])
            except Refused as refused:
                assert refused.told["refused"][0]["field"] == "scheduled", refused.told
            text = client.generate("writer", "ab", max_tokens=30, seed=3)
            assert len(text["text"]) == 30 and text["version"] == "2.30", text
            assert "".join(client.generate_stream("writer", "ab", max_tokens=30, seed=3)) == text["text"]
            assert next(client.generate_stream("writer", "ab", max_tokens=4096, seed=3)) == text["text"][0]
            assert client.sample("painter", 3, seed=9)["outputs"][0]["shape"] == [3, 2, 3, 1]
            for wrong, status, told in (
                (lambda: client.generate("writer", ""), 400, "text_input must not be empty"),
                (lambda: list(client.generate_stream("painter", "ab")), 400, "ask /v2/models/painter/sample"),
                (lambda: client.answer("flight-delays", {}), 400, "scheduled is required"),
                (lambda: client.answer("flight-delays", {"scheduled": 1}, max_age_ms=1, wait_ms=10), 412, "max_age_ms"),
                (lambda: client.metadata("taxis"), 404, "taxis"),
                (lambda: Client(sys.argv[1]).server(), 401, "a token is needed"),
            ):
                try:
                    wrong()
                    raise AssertionError("it was answered")
                except Refused as refused:
                    assert refused.status == status and told in refused.message, refused.message
            print("all well")
            """);

    assertThat(run(script, server.url(), TOKEN)).contains("all well");
  }

  /** What a script prints that has the client in Python, and ends well. */
  static String run(Path script, String... words) throws IOException, InterruptedException {
    ProcessBuilder python = new ProcessBuilder("python3", "-B", script.toString());
    python.command().addAll(List.of(words));
    python.environment().put("PYTHONPATH", clients().toString());
    Process process = python.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Found from the module's folder, or from the project's. */
  private static Path clients() {
    Path here = Path.of("").toAbsolutePath();
    Path root = Files.isDirectory(here.resolve("clients")) ? here : here.getParent();
    return root.resolve("clients/python");
  }
}
