package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.features.event.Event;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.Version;
import io.gradstream.serving.TestServer.Answer;
import io.gradstream.serving.models.Flights;
import io.gradstream.serving.models.ServedModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferTest {

  private static final Version VERSION = new Version(3, 1200);

  private static final String ONE_FLIGHT =
      """
      {"id": "query-1", "inputs": [
        {"name": "scheduled", "datatype": "INT64", "shape": [1], "data": [981100800000]},
        {"name": "distance", "datatype": "FP64", "shape": [1], "data": [733.5]},
        {"name": "origin", "datatype": "BYTES", "shape": [1], "data": ["ORD"]},
        {"name": "holiday", "datatype": "BOOL", "shape": [1], "data": [true]}]}
      """;

  private static final Event FLIGHT = Flights.event(981_100_800_000L, 733.5, "ORD", true);

  @Test
  void usageExample() {
    try (TestServer server = TestServer.with(served(Flights.LATE))) {
      Answer answer = server.infer(ONE_FLIGHT);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().path("model_name").asText()).isEqualTo("flight-delays");
      assertThat(answer.body().path("model_version").asText()).isEqualTo("3.1200");
      assertThat(answer.body().path("id").asText()).isEqualTo("query-1");
      JsonNode output = answer.body().path("outputs").path(0);
      assertThat(output.path("name").asText()).isEqualTo("probability");
      assertThat(output.path("datatype").asText()).isEqualTo("FP32");
      assertThat(output.path("shape")).hasToString("[1]");
      assertThat(output.path("data").path(0).floatValue()).isBetween(0f, 1f);
    }
  }

  @Test
  void whatTheModelHasLearnedStandsInTheParameters() {
    try (TestServer server = TestServer.with(served(Flights.LATE))) {
      assertThat(server.infer(ONE_FLIGHT).body().path("parameters"))
          .hasToString(
              "{\"model_age_ms\":1234,\"events_seen\":9000,\"generation\":3,\"step\":1200,"
                  + "\"learned_through_time\":981000000000,"
                  + "\"learned_through\":\"flights-1:4711\","
                  + "\"learned.flights-0\":4690,\"learned.flights-1\":4711}");
    }
  }

  @Test
  void inputsThatWereLeftOutAreNamed() {
    String body =
        """
        {"inputs": [
          {"name": "scheduled", "datatype": "INT64", "shape": [1], "data": [981100800000]},
          {"name": "origin", "datatype": "BYTES", "shape": [1], "data": [null]}]}
        """;
    try (TestServer server = TestServer.with(served(Flights.LATE))) {
      Answer answer = server.infer(body);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().path("parameters").path("missing").asText())
          .isEqualTo("distance, holiday");
    }
  }

  /** As events on a topic may have one. */
  @Test
  void aCategoryMayBeAWholeNumber() {
    String number = ONE_FLIGHT.replace("\"BYTES\"", "\"INT64\"").replace("\"ORD\"", "17");
    String text = ONE_FLIGHT.replace("ORD", "17");
    try (TestServer server = TestServer.with(served(Flights.LATE))) {
      Answer answer = server.infer(number);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().path("outputs"))
          .isEqualTo(server.infer(text).body().path("outputs"));
      assertThat(answer.body().path("parameters").has("missing")).isFalse();
    }
  }

  static List<Target> everyKindOfTarget() {
    return List.of(Flights.LATE, Flights.CAUSE, Flights.MINUTES);
  }

  /** One encoder, one network: the answer has the very bits that training's own model says. */
  @ParameterizedTest
  @MethodSource("everyKindOfTarget")
  void servingAnswersBitForBitWhatTrainingPredicts(Target target) {
    List<Event> events =
        List.of(
            FLIGHT,
            Flights.event(981_040_000_000L, 2475.125, "never seen", false),
            Flights.event(981_080_000_000L, null, null, null));
    String body =
        """
        {"inputs": [
          {"name": "scheduled", "datatype": "INT64", "shape": [3],
           "data": [981100800000, 981040000000, 981080000000]},
          {"name": "distance", "datatype": "FP64", "shape": [3], "data": [733.5, 2475.125, null]},
          {"name": "origin", "datatype": "BYTES", "shape": [3],
           "data": ["ORD", "never seen", null]},
          {"name": "holiday", "datatype": "BOOL", "shape": [3], "data": [true, false, null]}]}
        """;
    try (Model training = Flights.trained(Flights.spec(target), "", VERSION);
        TestServer server = TestServer.with(served(target))) {
      JsonNode data = server.infer(body).body().path("outputs").path(0).path("data");

      int next = 0;
      for (Event event : events) {
        for (double expected : training.predict(event)) {
          assertThat(data.path(next++).floatValue()).isEqualTo((float) expected);
        }
      }
      assertThat(data).hasSize(next);
    }
  }

  @Test
  void aMultiClassModelNamesTheMostLikelyClass() {
    try (TestServer server = TestServer.with(served(Flights.CAUSE))) {
      JsonNode outputs = server.infer(ONE_FLIGHT).body().path("outputs");

      assertThat(outputs.path(0).path("name").asText()).isEqualTo("probabilities");
      assertThat(outputs.path(0).path("shape")).hasToString("[1,3]");
      assertThat(outputs.path(1).path("name").asText()).isEqualTo("class");
      assertThat(outputs.path(1).path("datatype").asText()).isEqualTo("BYTES");
      assertThat(outputs.path(1).path("shape")).hasToString("[1]");
      assertThat(outputs.path(1).path("data").path(0).asText())
          .isEqualTo(mostLikely(outputs.path(0).path("data")));
    }
  }

  private static String mostLikely(JsonNode probabilities) {
    List<String> classes = ((MultiClassTarget) Flights.CAUSE).names();
    int best = 0;
    for (int i = 1; i < classes.size(); i++) {
      if (probabilities.path(i).floatValue() > probabilities.path(best).floatValue()) {
        best = i;
      }
    }
    return classes.get(best);
  }

  @Test
  void aRegressionAnswersAValue() {
    try (TestServer server = TestServer.with(served(Flights.MINUTES))) {
      JsonNode output = server.infer(ONE_FLIGHT).body().path("outputs").path(0);

      assertThat(output.path("name").asText()).isEqualTo("value");
      assertThat(output.path("shape")).hasToString("[1]");
    }
  }

  @Test
  void onlyTheOutputsAskedForAreAnswered() {
    try (TestServer server = TestServer.with(served(Flights.CAUSE))) {
      String body =
          ONE_FLIGHT.replace("\"inputs\"", "\"outputs\": [{\"name\": \"class\"}], \"inputs\"");

      JsonNode outputs = server.infer(body).body().path("outputs");

      assertThat(outputs).hasSize(1);
      assertThat(outputs.path(0).path("name").asText()).isEqualTo("class");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name': 'scheduled', 'datatype': 'INT64', 'shape': [1, 1], 'data': [981100800000]}",
        "{'name': 'scheduled', 'datatype': 'INT64', 'shape': [1, 1], 'data': [[981100800000]]}",
        "{'name': 'scheduled', 'datatype': 'BYTES', 'shape': [1],"
            + " 'data': ['2001-02-02T08:00:00Z']}",
        "{'name': 'scheduled', 'datatype': 'BYTES', 'shape': [1], 'data': ['2001-02-02T02:00']}"
      })
  void theSameTimeMayBeWrittenInSeveralWays(String scheduled) {
    String body = "{\"inputs\": [" + scheduled.replace('\'', '"') + "]}";
    try (TestServer server = TestServer.with(served(Flights.LATE));
        Model training = Flights.trained(Flights.spec(Flights.LATE), "", VERSION)) {
      Event event = Flights.event(981_100_800_000L, null, null, null);

      assertThat(probability(server.infer(body))).isEqualTo((float) training.predict(event)[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"FP64", "FP32", "INT64", "INT32"})
  void aNumberMayComeInSeveralTypes(String datatype) {
    String body = ONE_FLIGHT.replace("\"FP64\"", "\"" + datatype + "\"").replace("733.5", "733");
    try (TestServer server = TestServer.with(served(Flights.LATE));
        Model training = Flights.trained(Flights.spec(Flights.LATE), "", VERSION)) {
      Event event = Flights.event(981_100_800_000L, 733.0, "ORD", true);

      assertThat(probability(server.infer(body))).isEqualTo((float) training.predict(event)[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT64", "INT32"})
  void oneIsTrue(String datatype) {
    String body = ONE_FLIGHT.replace("\"BOOL\"", "\"" + datatype + "\"").replace("[true]", "[1]");
    try (TestServer server = TestServer.with(served(Flights.LATE));
        Model training = Flights.trained(Flights.spec(Flights.LATE), "", VERSION)) {
      assertThat(probability(server.infer(body))).isEqualTo((float) training.predict(FLIGHT)[0]);
    }
  }

  @Test
  void theKeyInTheInputsPicksTheModel() {
    ModelSpec spec = Flights.keyedByOrigin();
    try (TestServer server =
            TestServer.with(
                Flights.served(spec, "ORD", new Version(3, 5)),
                Flights.served(spec, "JFK", new Version(3, 9)));
        Model training = Flights.trained(spec, "ORD", new Version(3, 5))) {
      Answer answer = server.infer(ONE_FLIGHT);

      assertThat(answer.body().path("model_version").asText()).isEqualTo("3.5");
      assertThat(probability(answer)).isEqualTo((float) training.predict(FLIGHT)[0]);
      assertThat(server.infer(ONE_FLIGHT.replace("ORD", "JFK")).body().path("model_version"))
          .hasToString("\"3.9\"");
    }
  }

  @Test
  void theKeyMayComeAsAParameterAndIsThenTheFieldToo() {
    ModelSpec spec = Flights.keyedByOrigin();
    String body =
        """
        {"parameters": {"key": "ORD"}, "inputs": [
          {"name": "scheduled", "datatype": "INT64", "shape": [1], "data": [981100800000]},
          {"name": "distance", "datatype": "FP64", "shape": [1], "data": [733.5]},
          {"name": "holiday", "datatype": "BOOL", "shape": [1], "data": [true]}]}
        """;
    try (TestServer server = TestServer.with(Flights.served(spec, "ORD", VERSION));
        Model training = Flights.trained(spec, "ORD", VERSION)) {
      assertThat(probability(server.infer(body))).isEqualTo((float) training.predict(FLIGHT)[0]);
    }
  }

  @Test
  void aKeyThatIsNotHeldIsNotFound() {
    try (TestServer server =
        TestServer.with(Flights.served(Flights.keyedByOrigin(), "ORD", VERSION))) {
      Answer answer = server.infer(ONE_FLIGHT.replace("ORD", "SFO"));

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.error()).contains("no model of flight-delays is held for the key 'SFO'");
    }
  }

  @Test
  void onlyTheHeldVersionAnswers() {
    try (TestServer server = TestServer.with(served(Flights.LATE))) {
      String path = "/v2/models/flight-delays/versions/";

      assertThat(server.send("POST", path + "3.1200/infer", ONE_FLIGHT).status()).isEqualTo(200);
      Answer other = server.send("POST", path + "3.1199/infer", ONE_FLIGHT);
      assertThat(other.status()).isEqualTo(404);
      assertThat(other.error())
          .isEqualTo("version '3.1199' of flight-delays is not held; held: [3.1200]");
    }
  }

  @Test
  void aSpecOfANewDeployTakesOverWithItsFirstModel() {
    try (TestServer server = TestServer.with(served(Flights.LATE))) {
      server
          .store
          .follow(Flights.LEARNER)
          .put(Flights.served(Flights.spec(Flights.MINUTES), "", new Version(4, 0)));

      JsonNode body = server.infer(ONE_FLIGHT).body();

      assertThat(body.path("model_version").asText()).isEqualTo("4.0");
      assertThat(body.path("outputs").path(0).path("name").asText()).isEqualTo("value");
    }
  }

  private static float probability(Answer answer) {
    assertThat(answer.body().path("error").asText()).isEmpty();
    return answer.body().path("outputs").path(0).path("data").path(0).floatValue();
  }

  private static ServedModel served(Target target) {
    return Flights.served(Flights.spec(target), "", VERSION);
  }
}
