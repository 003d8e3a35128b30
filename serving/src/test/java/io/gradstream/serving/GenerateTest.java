package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.made.TextMaker;
import io.gradstream.model.made.Writing;
import io.gradstream.network.Sampling;
import io.gradstream.schemas.Version;
import io.gradstream.serving.TestServer.Answer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Texts over HTTP: whole, or as they are written. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class GenerateTest {

  private static final String GENERATE = "/v2/models/" + Writers.WRITER + "/generate";
  private static final String STREAM = "/v2/models/" + Writers.WRITER + "/generate_stream";
  private static final JsonMapper MAPPER = new JsonMapper();

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
    Writers.serve(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** What the command prints behind its prompt. */
  static String written(ModelSnapshot snapshot, Writing writing) {
    try (Model model = Model.of(snapshot)) {
      TextMaker text = new TextMaker(model, writing);
      text.make(Long.MAX_VALUE);
      return text.take();
    }
  }

  private static String ofWriter(Writing writing) {
    return written(Writers.snapshot(Writers.WRITER, "", Writers.VERSION), writing);
  }

  /** The events of a stream, each the JSON behind its name. */
  static List<JsonNode> events(String body) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String event : body.split("\n\n")) {
      assertThat(event).startsWith("data: {").doesNotContain("\n");
      events.add(MAPPER.readTree(event.substring("data: ".length())));
    }
    return events;
  }

  static String joined(List<JsonNode> events) {
    StringBuilder text = new StringBuilder();
    events.forEach(event -> text.append(event.path("text_output").asText()));
    return text.toString();
  }

  @Test
  void usageExample() {
    Answer answer =
        server.send(
            "POST",
            GENERATE,
            "{\"text_input\": \"ab\", \"parameters\": {\"max_tokens\": 50, \"seed\": 3}}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("model_name").asText()).isEqualTo("writer");
    assertThat(answer.body().path("model_version").asText()).isEqualTo("2.30");
    assertThat(answer.body().path("text_output").asText())
        .isEqualTo(ofWriter(new Writing("ab", 50, new Sampling(), 3)))
        .hasSize(50);
    JsonNode parameters = answer.body().path("parameters");
    assertThat(parameters.path("tokens").asInt()).isEqualTo(50);
    assertThat(parameters.path("model_age_ms").asLong()).isEqualTo(TestServer.AGE_MILLIS);
    assertThat(parameters.path("events_seen").asLong()).isEqualTo(9000);
  }

  @Test
  void aPromptAloneIsGoneOnWithAsTheCommandDoes() {
    Answer answer = server.send("POST", GENERATE, "{\"text_input\": \"a\"}");

    assertThat(answer.body().path("text_output").asText())
        .isEqualTo(
            ofWriter(
                new Writing("a", Writing.DEFAULT_TOKENS, new Sampling(), Writing.DEFAULT_SEED)));
  }

  @Test
  void temperatureAndTheLikeliestAreAsTheCallerSays() {
    Answer sharp =
        server.send(
            "POST",
            GENERATE,
            "{\"text_input\": \"cab\", \"parameters\": {\"temperature\": 0.5, \"top_k\": 2}}");
    Answer likeliest =
        server.send(
            "POST", GENERATE, "{\"text_input\": \"cab\", \"parameters\": {\"temperature\": 0}}");

    assertThat(sharp.body().path("text_output").asText())
        .isEqualTo(ofWriter(new Writing("cab", 200, new Sampling(0.5f, 2), 1)));
    assertThat(likeliest.body().path("text_output").asText())
        .isEqualTo(ofWriter(new Writing("cab", 200, new Sampling(1, 1), 9)));
  }

  @Test
  void aStreamTellsEachCharacterAndThenThatItIsOver() throws IOException {
    String body = "{\"text_input\": \"ab\", \"parameters\": {\"max_tokens\": 50, \"seed\": 3}}";

    HttpResponse<String> response = server.response("POST", STREAM, body);

    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    List<JsonNode> events = events(response.body());
    assertThat(events).hasSize(51);
    assertThat(joined(events))
        .isEqualTo(server.send("POST", GENERATE, body).body().path("text_output").asText());
    assertThat(events)
        .allSatisfy(event -> assertThat(event.path("model_version").asText()).isEqualTo("2.30"));
    assertThat(events.subList(0, 50)).noneMatch(event -> event.has("parameters"));
    assertThat(events.get(50).path("parameters").path("tokens").asInt()).isEqualTo(50);
  }

  @Test
  void whatIsNoTextInUtf8IsTheSameInAStream() throws IOException {
    String body = "{\"text_input\": \"\\u20ac\", \"parameters\": {\"key\": \"Ann\"}}";
    String path = "/v2/models/" + Writers.AUTHORS;

    String whole =
        server.send("POST", path + "/generate", body).body().path("text_output").asText();

    assertThat(whole).contains("\ufffd");
    assertThat(joined(events(server.response("POST", path + "/generate_stream", body).body())))
        .isEqualTo(whole)
        .isEqualTo(
            written(
                Writers.snapshot(Writers.AUTHORS, "Ann", Writers.VERSION),
                new Writing("\u20ac", 200, new Sampling(), 1)));
  }

  @Test
  void theKeyPicksTheModel() {
    String path = "/v2/models/" + Writers.AUTHORS + "/generate";
    String body = "{\"text_input\": \"a\", \"parameters\": {\"key\": \"%s\"}}";

    JsonNode ann = server.send("POST", path, body.formatted("Ann")).body();
    JsonNode bob = server.send("POST", path, body.formatted("Bob")).body();

    assertThat(ann.path("text_output")).isNotEqualTo(bob.path("text_output"));
    assertThat(server.send("POST", path, body.formatted("Cid")).status()).isEqualTo(404);
  }

  /** They share the model's workspace, and each computes what the others have overwritten. */
  @Test
  void manyAtOnceWriteWhatEachWritesAlone() {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int seed = 0; seed < 12; seed++) {
      String body =
          "{\"text_input\": \"abc\", \"parameters\": {\"max_tokens\": 600, \"seed\": %d}}"
              .formatted(seed);
      answers.add(CompletableFuture.supplyAsync(() -> server.send("POST", GENERATE, body)));
    }

    for (int seed = 0; seed < 12; seed++) {
      assertThat(answers.get(seed).join().body().path("text_output").asText())
          .isEqualTo(ofWriter(new Writing("abc", 600, new Sampling(), seed)));
    }
  }

  @Test
  void aVersionMayBeDemanded() {
    String versions = "/v2/models/" + Writers.WRITER + "/versions/";

    assertThat(server.send("POST", versions + "2.30/generate", "{\"text_input\": \"a\"}").status())
        .isEqualTo(200);
    assertThat(server.send("POST", versions + "2.31/generate", "{\"text_input\": \"a\"}").error())
        .isEqualTo("version '2.31' of writer is not held; held: [2.30]");
  }

  @Test
  void aFresherModelMayBeDemanded() {
    Answer old = server.send("POST", GENERATE + "?max_age_ms=5", "{\"text_input\": \"a\"}");
    Answer within =
        server.send(
            "POST",
            STREAM,
            "{\"text_input\": \"a\", \"parameters\": {\"max_age_ms\": 5, \"wait_ms\": 30}}");

    assertThat(old.status()).isEqualTo(412);
    assertThat(within.status()).isEqualTo(412);
    assertThat(within.error()).contains("after 30 ms");
  }

  @Test
  void whatIsWrittenIsCounted() {
    server.send("POST", GENERATE, "{\"text_input\": \"a\"}");
    server.send("POST", GENERATE, "{\"text_input\": \"\"}");

    String measures = server.response("GET", "/metrics", "").body();
    JsonNode statistics =
        server.get("/v2/models/" + Writers.WRITER + "/stats").body().path("model_stats").path(0);

    assertThat(measures)
        .contains("gradstream_serving_requests_total{asked=\"generate\",status=\"200\"}")
        .contains("gradstream_serving_requests_total{asked=\"generate\",status=\"400\"}")
        .containsPattern("gradstream_serving_generate_seconds_count [1-9]")
        .containsPattern(
            "gradstream_serving_piece_seconds\\{learner=\"writer\"} 0?\\.?[0-9e-]*[1-9]")
        .contains("gradstream_serving_pieces_waiting{learner=\"writer\"} 0");
    assertThat(statistics.path("inference_stats").path("success").path("count").asInt())
        .isPositive();
    assertThat(new Version(2, 30)).hasToString(statistics.path("version").asText());
  }
}
