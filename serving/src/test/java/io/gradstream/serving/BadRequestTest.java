package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.Version;
import io.gradstream.serving.TestServer.Answer;
import io.gradstream.serving.models.Flights;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadRequestTest {

  private static final String SCHEDULED =
      "{\"name\": \"scheduled\", \"datatype\": \"INT64\", \"shape\": [1], \"data\":"
          + " [981100800000]}";

  private static TestServer server;
  private static TestServer keyed;

  @BeforeAll
  static void start() {
    Version version = new Version(3, 1200);
    server = TestServer.with(Flights.served(Flights.spec(Flights.LATE), "", version));
    keyed = TestServer.with(Flights.served(Flights.keyedByOrigin(), "ORD", version));
  }

  @AfterAll
  static void stop() {
    server.close();
    keyed.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"inputs\": [          | the body must be JSON",
        "not json                | the body must be JSON",
        "{} {}                   | the body must be JSON",
        "{\"id\":\"a\",\"id\":\"b\"} | Duplicate field 'id'",
        "[]                      | the body must be a JSON object: []",
        "{}                      | inputs must be an array of at least one tensor: absent",
        "{\"inputs\": []}        | inputs must be an array of at least one tensor: []",
        "{\"inputs\": 3}         | inputs must be an array of at least one tensor: 3",
        "{\"inputs\": [3]}       | an input must have a name, a text: absent",
        "{\"id\": 3}             | inputs must be",
        "{\"id\": 3, \"inputs\": [SCHEDULED]}        | id must be text: 3",
        "{\"outputs\": 3, \"inputs\": [SCHEDULED]}   | outputs must be an array: 3",
        "{\"outputs\": [{}], \"inputs\": [SCHEDULED]} | an output must have a name",
        "{\"outputs\": [{\"name\": \"class\"}], \"inputs\": [SCHEDULED]}"
            + " | there is no output 'class'; there are [probability]",
        "{\"outputs\": [{\"name\": \"probability\"}, {\"name\": \"probability\"}],"
            + " \"inputs\": [SCHEDULED]} | output 'probability' must be asked for once",
        "{\"parameters\": {\"key\": \"ORD\"}, \"inputs\": [SCHEDULED]}"
            + " | parameters.key must be absent: the learner flight-delays has a single model",
        "{\"parameters\": {\"key\": 1.5}, \"inputs\": [SCHEDULED]} | parameters.key must be text",
        "{\"inputs\": [SCHEDULED, SCHEDULED]} | input 'scheduled' must be given once",
      })
  void aRequestOfAnotherFormIsRefused(String body, String error) {
    assertRefused(server.infer(body.replace("SCHEDULED", SCHEDULED)), error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "distanz  | FP64  | [1]    | [1]    | there is no input 'distanz'; expected are scheduled"
            + " (INT64 epoch milliseconds or BYTES ISO 8601), distance (FP64, or any type of"
            + " numbers), origin (BYTES, or whole numbers), holiday (BOOL, 1 and 0 in any type"
            + " of numbers, or BYTES)",
        "flightId | BYTES | [1]    | [\"x\"] | there is no input 'flightId'",
        "distance | FP8   | [1]    | [1]    | must have a datatype of [BOOL, UINT8, UINT16, UINT32,"
            + " UINT64, INT8, INT16, INT32, INT64, FP16, FP32, FP64, BYTES]: FP8",
        "distance | BOOL  | [1]    | [true] | input 'distance' must be distance (FP64, or any type"
            + " of numbers): BOOL",
        "distance | FP64  | []     | []     | must have the shape [n], [n,1] or, for an array,"
            + " [n,...]: []",
        "distance | FP64  | [1,2]  | [1,2]  | must have the shape [n] or [n,1]: [1,2]",
        "distance | FP64  | [1.5]  | [1]    | must have the shape [n], [n,1] or, for an array,"
            + " [n,...]: [1.5]",
        "distance | FP64  | {}     | [1]    | must have the shape [n], [n,1] or, for an array,"
            + " [n,...]: {}",
        "distance | FP64  | [0]    | []     | must have 1 to 4096 rows: 0",
        "distance | FP64  | [-1]   | []     | must have 1 to 4096 rows: -1",
        "distance | FP64  | [4097] | [1]    | must have 1 to 4096 rows: 4097",
        "distance | FP64  | [2]    | [1]    | must have as many elements as its shape says, 2: 1",
        "distance | FP64  | [2]    | [1, 2] | all inputs must have as many rows: 'scheduled' has 1,"
            + " 'distance' has 2",
        "distance | FP64  | [1]    | 733    | must have data: an array",
        "distance | FP64  | [1]    | [\"733\"] | must hold a number in every element (FP64)",
        "distance | FP64  | [1]    | [NaN]  | the body must be JSON",
        "distance | INT32 | [1]    | [3000000000] | must hold a whole number of 32 bits",
        "distance | INT64 | [1]    | [1.5]  | must hold a whole number of 64 bits",
        "distance | INT64 | [1]    | [99999999999999999999] | must hold a whole number of 64 bits",
        "origin   | BYTES | [1]    | [3]    | must hold text in every element (BYTES): 3",
        "origin   | BYTES | [1]    | [[\"a\",\"b\"]] | must hold text in every element (BYTES)",
        "holiday  | BOOL  | [1]    | [1]    | must hold true or false in every element (BOOL): 1",
      })
  void aTensorThatDoesNotFitIsRefused(
      String name, String datatype, String shape, String data, String error) {
    String tensor =
        "{\"name\": \"%s\", \"datatype\": \"%s\", \"shape\": %s, \"data\": %s}"
            .formatted(name, datatype, shape, data);
    assertRefused(server.infer("{\"inputs\": [" + SCHEDULED + ", " + tensor + "]}"), error);
  }

  @Test
  void aRequiredFieldMustBeThere() {
    String distance =
        "{\"name\": \"distance\", \"datatype\": \"FP64\", \"shape\": [1], \"data\": [1]}";

    assertRefused(server.infer("{\"inputs\": [" + distance + "]}"), "row 0: scheduled is required");
    assertRefused(
        server.infer("{\"inputs\": [" + SCHEDULED.replace("981100800000", "null") + "]}"),
        "row 0: scheduled is required");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "distance | FP64  | 1e999   | row 0: distance must be finite: Infinity",
        "distance | FP64  | 1e30    | row 0: distance must be within ±1e18: 1.0E30",
        "distance | BYTES | \"far\" | row 0: distance must be a number: found text 'far'",
        "origin   | FP64  | 1.5     | row 0: origin must be text or a whole number: found number 1.5",
        "holiday  | INT8  | 2       | row 0: holiday must be true or false, or 1 or 0: found number 2",
      })
  void aValueThatMayBeMissingIsSetAsideAndTold(
      String name, String datatype, String value, String told) {
    String tensor =
        "{\"name\": \"%s\", \"datatype\": \"%s\", \"shape\": [1], \"data\": [%s]}"
            .formatted(name, datatype, value);
    Answer without = server.infer("{\"inputs\": [" + SCHEDULED + "]}");
    Answer answer = server.infer("{\"inputs\": [" + SCHEDULED + ", " + tensor + "]}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("parameters").path("set_aside").asText()).isEqualTo(told);
    assertThat(answer.body().path("outputs")).isEqualTo(without.body().path("outputs"));
  }

  @Test
  void aTimeMustBeATime() {
    String text = SCHEDULED.replace("INT64", "BYTES").replace("981100800000", "\"yesterday\"");

    assertRefused(server.infer("{\"inputs\": [" + text + "]}"), "row 0: scheduled must be a time");
    assertRefused(
        server.infer("{\"inputs\": [" + SCHEDULED.replace("981100800000", "-1") + "]}"),
        "row 0: scheduled must be from 1970-01-01");
  }

  @Test
  void aKeyedLearnerNeedsOneKey() {
    String two = "{\"inputs\": [" + SCHEDULED.replace("[1]", "[2]").replace("[98", "[1, 98");

    assertRefused(
        keyed.infer("{\"inputs\": [" + SCHEDULED + "]}"),
        "row 0: 'origin' picks the model: give it as an input or as parameters.key");
    assertRefused(
        keyed.infer(two + ", " + origins("ORD", "JFK") + "]}"),
        "all rows must have the same 'origin', which picks the model: 'ORD' and, in row 1, 'JFK'");
    assertRefused(
        keyed.infer(
            two.replace("{\"inputs", "{\"parameters\": {\"key\": \"JFK\"}, \"inputs")
                + ", "
                + origins("ORD", "ORD")
                + "]}"),
        "parameters.key must be the same as the input 'origin', which is 'ORD': 'JFK'");
  }

  private static String origins(String first, String second) {
    return "{\"name\": \"origin\", \"datatype\": \"BYTES\", \"shape\": [2], \"data\": [\"%s\", \"%s\"]}"
        .formatted(first, second);
  }

  private static void assertRefused(Answer answer, String error) {
    assertThat(answer.error()).contains(error);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).hasSize(1);
  }
}
