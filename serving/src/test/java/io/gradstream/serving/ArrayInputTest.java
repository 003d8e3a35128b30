package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSpec;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.schemas.Version;
import io.gradstream.serving.TestServer.Answer;
import io.gradstream.serving.models.Flights;
import io.gradstream.serving.models.ServedModel;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Queries with images, here of 2 x 3 pixels in one channel, and a text by its path in the event.
 */
class ArrayInputTest {

  private static final ModelSpec SPEC =
      new ModelSpec(
          Flights.LEARNER,
          7,
          new EventSchema(
              List.of(
                  new EventField("pixels", FieldType.NUMBERS, true),
                  new EventField("meta.note", FieldType.TEXT, false)),
              ZoneOffset.UTC),
          Optional.empty(),
          List.of(
              new FeatureSpec.Numbers(
                  "pixels", List.of(2, 3, 1), new FeatureSpec.Scaling.Divide(255)),
              FeatureSpec.Tokens.bytes("meta.note", 4)),
          Flights.LATE,
          List.of(new LayerSpec.DenseSpec(5, Activation.TANH)));

  private static final float[] FIRST = {0, 51, 102, 153, 204, 255};
  private static final float[] SECOND = {255, 0, 255, 0, 255, 0};

  private static Model training;
  private static TestServer server;

  @BeforeAll
  static void start() {
    training = new Model(SPEC, "", TrainingSpec.of(new OptimizerSpec.Sgd(0.1f)), 1);
    Version version = new Version(1, 0);
    server =
        TestServer.with(
            ServedModel.of(training.snapshot(version, Flights.LINEAGE), Flights.PUBLISHED));
  }

  @AfterAll
  static void stop() {
    server.close();
    training.close();
  }

  @Test
  void usageExample() {
    Answer answer =
        server.infer(
            """
            {"inputs": [
              {"name": "pixels", "datatype": "UINT8", "shape": [2, 2, 3, 1],
               "data": [0, 51, 102, 153, 204, 255, 255, 0, 255, 0, 255, 0]},
              {"name": "meta.note", "datatype": "BYTES", "shape": [2], "data": ["left", null]}]}
            """);

    JsonNode data = answer.body().path("outputs").path(0).path("data");
    assertThat(data).hasSize(2);
    assertThat(data.path(0).floatValue())
        .isEqualTo((float) training.predict(Event.of(FIRST, "left"))[0]);
    assertThat(data.path(1).floatValue())
        .isEqualTo((float) training.predict(Event.of(SECOND, null))[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1, 3, 2] | [[0, 51, 102], [153, 204, 255]]        | 2 arrays where 1 are said",
        "[1, 3, 2] | [[[0, 51, 102], [153, 204, 255]]]      | 2 arrays where 3 are said",
        "[2, 6]    | [[1, 2, 3], [4, 5, 6, 7, 8, 9, 10, 11, 12]] | 3 elements in an array where 6"
            + " are said",
        "[2, 3, 2] | [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]] | 3 arrays where 2 are said",
        "[1, 6]    | [0, 51, [102], 153, 204, 255] | must hold",
        "[1, 6]    | [[0, 51, [102, 153], 204, 255]] | must hold",
      })
  void anArrayThatIsNestedOtherwiseThanItsShapeIsRefused(String shape, String data, String told) {
    assertThat(infer("\"FP32\", \"shape\": %s, \"data\": %s".formatted(shape, data)).error())
        .contains(told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'FP32', 'shape': [1, 6], 'data': [0, 51.0, 102, 153, 204, 255]",
        "'FP64', 'shape': [1, 2, 3], 'data': [[[0, 51, 102], [153, 204, 255]]]",
        "'INT32', 'shape': [1, 2, 3, 1], 'data': [[[[0], [51], [102]], [[153], [204], [255]]]]",
        "'INT64', 'shape': [1, 3, 2], 'data': [[[0, 51], [102, 153], [204, 255]]]",
        "'INT64', 'shape': [1, 2, 3], 'data': [[0, 51, 102, 153, 204, 255]]",
        "'BYTES', 'shape': [1], 'data': ['ADNmmcz/']",
        "'BYTES', 'shape': [1, 1], 'data': [['ADNmmcz/']]"
      })
  void theSameImageMayBeWrittenInSeveralWays(String tensor) {
    Answer answer = infer(tensor.replace('\'', '"'));

    assertThat(answer.error()).isEmpty();
    assertThat(answer.body().path("outputs").path(0).path("data").path(0).floatValue())
        .isEqualTo((float) training.predict(Event.of(FIRST, null))[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "FP32  | [1, 5]       | [1,2,3,4,5]   | row 0: pixels must have 6 numbers: 5",
        "FP32  | [6]          | [1,2,3,4,5,6] | row 0: pixels must have 6 numbers: 1",
        "FP32  | [1, 6]       | [1,2,3,4,5]   | as many elements as its shape says, 6: 5",
        "FP32  | [1, 6]       | [1,2,3,null,5,6] | row 0: pixels must be finite: NaN",
        "FP32  | [1, 6]       | [1,2,3,4,5,1e39] | row 0: pixels must be finite",
        "FP32  | [1, 6]       | [1,2,3,4,5,\"6\"] | must hold a number in every element (FP32)",
        "FP32  | [1, 0]       | []            | must have the shape [n], [n,1] or, for an array",
        "FP32  | [1,1,2,3,1]  | [1,2,3,4,5,6] | must have the shape [n], [n,1] or, for an array",
        "FP32  | [1,2147483647,2147483647,2147483647] | [1] | as its shape says, 2147483647: 1",
        "UINT8 | [1, 6]       | [1,2,3,4,5,256] | must hold a whole number of 8 bits, without sign",
        "UINT8 | [1, 6]       | [1,2,3,4,5,-1] | must hold a whole number of 8 bits, without sign",
        "BYTES | [1]          | [\"AAAA\"]    | row 0: pixels must have 6 numbers: 3",
        "BYTES | [1]          | [\"?\"]       | row 0: pixels must be an array of numbers, or bytes"
            + " as base64 text: found text '?'",
        "BYTES | [1]          | [null]        | row 0: pixels is required",
        "BYTES | [1, 2]       | [\"A\",\"B\"] | input 'pixels' must have the shape [n] or [n,1]",
        "BOOL  | [1]          | [true]        | input 'pixels' must be pixels [2, 3, 1] (FP32,"
            + " any type of numbers, or BYTES base64): BOOL",
      })
  void anArrayThatDoesNotFitIsRefused(String datatype, String shape, String data, String error) {
    Answer answer = infer("\"%s\", \"shape\": %s, \"data\": %s".formatted(datatype, shape, data));

    assertThat(answer.error()).contains(error);
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void metadataSaysTheShape() {
    assertThat(server.get("/v2/models/flight-delays").body().path("inputs"))
        .hasToString(
            "[{\"name\":\"pixels\",\"datatype\":\"FP32\",\"shape\":[-1,2,3,1]},"
                + "{\"name\":\"meta.note\",\"datatype\":\"BYTES\",\"shape\":[-1]}]");
  }

  private static Answer infer(String rest) {
    return server.infer("{\"inputs\": [{\"name\": \"pixels\", \"datatype\": " + rest + "}]}");
  }
}
