package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.schemas.Version;
import io.gradstream.serving.TestServer.Answer;
import io.gradstream.serving.models.Flights;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events as they stand on their topic are answered by the rules of the topic. */
class EventAnswersTest {

  private static final String ANSWER = "/v2/models/" + Flights.LEARNER + "/answer";
  private static final String FLIGHT =
      "{\"scheduled\": 981100800000, \"distance\": 733.5, \"origin\": \"ORD\", \"holiday\": true,"
          + " \"crew\": {\"names\": [1, {}]}}";

  private static TestServer server;
  private static TestServer causes;

  @BeforeAll
  static void start() {
    server = TestServer.with(Flights.served(Flights.spec(Flights.LATE), "", new Version(3, 1200)));
    causes = TestServer.with(Flights.served(Flights.spec(Flights.CAUSE), "", new Version(3, 1)));
  }

  @AfterAll
  static void stop() {
    server.close();
    causes.close();
  }

  private static Answer answer(String body) {
    return server.send("POST", ANSWER, body);
  }

  @Test
  void usageExample() {
    Answer answer = answer(FLIGHT);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("model_name").asText()).isEqualTo("flight-delays");
    assertThat(answer.body().path("model_version").asText()).isEqualTo("3.1200");
    assertThat(answer.body().path("parameters").path("events_seen").asLong()).isEqualTo(9000);
    JsonNode one = answer.body().path("answers").path(0);
    assertThat(one).hasSize(1); // nothing was missing
    assertThat(one.path("outputs").path("probability")).isEqualTo(probability(tensors()));
  }

  private static Answer tensors() {
    return server.infer(
        """
        {"inputs": [
          {"name": "scheduled", "datatype": "INT64", "shape": [1], "data": [981100800000]},
          {"name": "distance", "datatype": "FP64", "shape": [1], "data": [733.5]},
          {"name": "origin", "datatype": "BYTES", "shape": [1], "data": ["ORD"]},
          {"name": "holiday", "datatype": "BOOL", "shape": [1], "data": [true]}]}
        """);
  }

  private static JsonNode probability(Answer answer) {
    return answer.body().path("outputs").path(0).path("data").path(0);
  }

  @Test
  void whatWasMissingAndWhatWasSetAsideIsToldOfEachEvent() {
    JsonNode answers =
        answer("[" + FLIGHT + ", {\"scheduled\": \"2001-02-02T08:00:00Z\", \"distance\": \"far\"}]")
            .body()
            .path("answers");

    assertThat(answers).hasSize(2);
    assertThat(answers.path(0).has("missing")).isFalse();
    assertThat(answers.path(1).path("missing")).hasToString("[\"origin\",\"holiday\"]");
    assertThat(answers.path(1).path("set_aside"))
        .hasToString("[\"distance must be a number: found text 'far'\"]");
  }

  @Test
  void valuesWithNamesHaveThem() {
    JsonNode outputs =
        causes.send("POST", ANSWER, FLIGHT).body().path("answers").path(0).path("outputs");

    assertThat(outputs.path("probabilities").fieldNames())
        .toIterable()
        .containsExactly("none", "weather", "carrier");
    assertThat(outputs.path("class").isTextual()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                  | must be a JSON object: nothing",
        "3                   | must be a JSON object: 3",
        "[]                  | there must be 1 to 4096 events: 0",
        "[3]                 | event 0 must be a JSON object: 3",
        "{} {}               | the body must end with its event",
        "{                   | the body must be an event in JSON",
        "[{}                 | the body must be an event in JSON",
        "{\"a\": DEEP}       | the body must be an event in JSON",
        "{}                  | row 0: scheduled is required",
        "{\"scheduled\": 1e999} | row 0: scheduled",
        "{\"scheduled\": 981100800000, \"distance\": 1, \"distance\": 2} | row 0: distance comes twice",
        "{\"scheduled\": true} | row 0: scheduled must be a time",
      })
  void whatIsNoEventIsRefused(String body, String error) {
    Answer answer = answer(body.replace("DEEP", "[".repeat(70) + "]".repeat(70)));

    assertThat(answer.error()).contains(error);
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void moreThan4096EventsAreRefused() {
    String body = "[" + String.join(",", Collections.nCopies(4097, "{}")) + "]";

    assertThat(answer(body).error()).isEqualTo("there must be 1 to 4096 events: more");
  }

  @Test
  void aMarkInFrontOrAnotherEncodingIsRefused() {
    byte[] wide = FLIGHT.getBytes(java.nio.charset.StandardCharsets.UTF_16BE);

    assertThat(server.post(ANSWER, wide).statusCode()).isEqualTo(400);
  }

  @Test
  void anUnknownOptionIsRefused() {
    assertThat(server.send("POST", ANSWER + "?max_age=5", FLIGHT).error())
        .isEqualTo("there is no option 'max_age'; there are [max_age_ms, min_offset, wait_ms]");
  }
}
