package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.features.event.Event;
import io.gradstream.model.Member;
import io.gradstream.model.Model;
import io.gradstream.model.Row;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.targets.OpenClassTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.schemas.Version;
import io.gradstream.serving.models.Flights;
import io.gradstream.serving.models.ServedModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A pool that is served answers as it did when its snapshot was taken. */
class PoolServedTest {

  private static final Version VERSION = new Version(3, 60);

  private static final String TWO_FLIGHTS =
      """
      {"inputs": [
        {"name": "scheduled", "datatype": "INT64", "shape": [2],
         "data": [981100800000, 981080000000]},
        {"name": "distance", "datatype": "FP64", "shape": [2], "data": [733.5, null]},
        {"name": "origin", "datatype": "BYTES", "shape": [2], "data": ["ORD", "never seen"]},
        {"name": "holiday", "datatype": "BOOL", "shape": [2], "data": [true, null]}]}
      """;

  private static final List<Event> EVENTS =
      List.of(
          Flights.event(981_100_800_000L, 733.5, "ORD", true),
          Flights.event(981_080_000_000L, null, "never seen", null));

  private static final Target MET = new OpenClassTarget(List.of(), 5, 0, false);

  static List<Target> everyKindOfTarget() {
    return List.of(Flights.LATE, Flights.CAUSE, Flights.MINUTES, MET);
  }

  /** The default pool, which has learned a little. */
  private static Model trained(Target target) {
    Model model = fresh(target);
    for (int i = 0; i < 60; i++) {
      Event event =
          Flights.event(
              981_000_000_000L + i * 3_600_000L, 90.0 * (i % 7), "ORD JFK".split(" ")[i % 2], true);
      learn(model, event, target.isOpen() ? model.classes().learned("class " + i % 2) : i % 2);
    }
    return model;
  }

  private static Model fresh(Target target) {
    return new Model(
        Flights.pool(target),
        "",
        TrainingSpec.of(new OptimizerSpec.Adam(0.001f, 0.9f, 0.999f, 1e-8f)),
        8);
  }

  private static void learn(Model model, Event event, float label) {
    Row row = model.rows().newRow();
    model.rows().encodeToLearn(event, label, row, model.pool()::resetRow);
    for (Member member : model.pool().members()) {
      member.input(0, row.inputs(), 0, row.tables(), 0);
      member.target(0, row.inputs(), 0, model.labels().target(row, member.anchor()));
      member.train(1);
    }
    model.pool().answer(row, 0);
    model.pool().update(row);
  }

  private static ServedModel served(Model model) {
    byte[] bytes = SnapshotCodec.encode(model.snapshot(VERSION, Flights.LINEAGE));
    return ServedModel.of(SnapshotCodec.decode(bytes), Flights.PUBLISHED);
  }

  @ParameterizedTest
  @MethodSource("everyKindOfTarget")
  void servingAnswersBitForBitWhatTrainingPredicts(Target target) {
    try (Model training = trained(target);
        TestServer server = TestServer.with(served(training))) {
      TestServer.Answer answer = server.infer(TWO_FLIGHTS);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().path("model_version").asText()).isEqualTo("3.60");
      JsonNode data = answer.body().path("outputs").path(0).path("data");

      int next = 0;
      for (Event event : EVENTS) {
        for (double expected : training.predict(event)) {
          assertThat(data.path(next++).floatValue()).isEqualTo((float) expected);
        }
      }
      assertThat(data).hasSize(next);
    }
  }

  @Test
  void boundsOfANumberAreOutputsOfTheirOwn() {
    Target bounded = Flights.MINUTES.bounded(0.9);
    try (Model training = trained(bounded);
        TestServer server = TestServer.with(served(training))) {
      JsonNode outputs = server.infer(TWO_FLIGHTS).body().path("outputs");

      assertThat(outputs).hasSize(3);
      for (int output = 0; output < 3; output++) {
        String name = List.of("value", "lower", "upper").get(output);
        assertThat(outputs.path(output).path("name").asText()).isEqualTo(name);
        assertThat(outputs.path(output).path("datatype").asText()).isEqualTo("FP64");
        for (int row = 0; row < 2; row++) {
          assertThat(outputs.path(output).path("data").path(row).floatValue())
              .isEqualTo((float) training.predict(EVENTS.get(row))[output]);
        }
      }
    }
  }

  @Test
  void boundsThatNoErrorToldYetAreAbsentFromAnAnswerThatIsThere() {
    try (Model training = fresh(Flights.MINUTES.bounded(0.9));
        TestServer server = TestServer.with(served(training))) {
      JsonNode outputs = server.infer(TWO_FLIGHTS).body().path("outputs");

      assertThat(outputs.path(0).path("data").path(0).isNumber()).isTrue();
      assertThat(outputs.path(1).path("data")).hasToString("[null,null]");
      assertThat(outputs.path(2).path("data")).hasToString("[null,null]");
    }
  }

  @Test
  void classesThatWereMetAreNamed() {
    try (Model training = trained(MET);
        TestServer server = TestServer.with(served(training))) {
      JsonNode outputs = server.infer(TWO_FLIGHTS).body().path("outputs");

      assertThat(outputs.path(0).path("shape")).hasToString("[2,2]");
      assertThat(outputs.path(0).path("parameters").path("classes").asText())
          .isEqualTo("[\"class 0\",\"class 1\"]");
      assertThat(outputs.path(1).path("data")).allMatch(name -> name.asText().startsWith("class"));
    }
  }

  @Test
  void beforeAnyClassWasMetAnAnswerNamesNone() {
    try (Model training = fresh(MET);
        TestServer server = TestServer.with(served(training))) {
      TestServer.Answer answer = server.infer(TWO_FLIGHTS);
      JsonNode outputs = answer.body().path("outputs");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(outputs.path(0).path("shape")).hasToString("[2,0]");
      assertThat(outputs.path(1).path("data")).hasToString("[\"\",\"\"]");
    }
  }

  @Test
  void theTablesOfItsHistoryCountAsMemory() {
    try (Model training = trained(Flights.LATE);
        ServedModel served = served(training)) {
      assertThat(served.bytes()).isGreaterThan(training.rows().history().orElseThrow().bytes());
    }
  }
}
