package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.features.event.Event;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.PoolMember;
import io.gradstream.model.PoolModel;
import io.gradstream.model.PoolRow;
import io.gradstream.model.PoolSpec;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.Version;
import io.gradstream.serving.models.Flights;
import io.gradstream.serving.models.ServedModel;
import java.util.List;
import java.util.Optional;
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

  static List<Target> everyKindOfTarget() {
    return List.of(Flights.LATE, Flights.CAUSE, Flights.MINUTES);
  }

  /** The default pool, which has learned a little. */
  private static PoolModel trained(Target target) {
    ModelSpec flights = Flights.spec(target);
    PoolModel model =
        new PoolModel(
            new ModelSpec(
                flights.learner(),
                flights.seed(),
                flights.events(),
                Optional.empty(),
                flights.features(),
                target,
                List.of(),
                Optional.of(PoolSpec.of(target))),
            "");
    for (int i = 0; i < 60; i++) {
      Event event =
          Flights.event(
              981_000_000_000L + i * 3_600_000L, 90.0 * (i % 7), "ORD JFK".split(" ")[i % 2], true);
      learn(model, event, i % 2);
    }
    return model;
  }

  private static void learn(PoolModel model, Event event, float label) {
    PoolRow row = model.newRow();
    model.encodeToLearn(event, row);
    for (PoolMember member : model.members()) {
      member.input(0, row.inputs(), 0, row.tables(), 0);
      float target = model.target(row, member.anchor(), label);
      if (member instanceof PoolMember.Perceptron perceptron) {
        perceptron.network().target(0, target);
        perceptron.network().train(1);
      } else {
        member.predict(1);
        ((PoolMember.Linear) member).learn(0, target);
      }
    }
    model.answer(row, 0);
    model.judge(row, label);
    model.learn(event, label);
  }

  private static ServedModel served(PoolModel model) {
    byte[] bytes = SnapshotCodec.encode(model.snapshot(VERSION, Flights.LINEAGE));
    return ServedModel.of(SnapshotCodec.decode(bytes), Flights.PUBLISHED);
  }

  @ParameterizedTest
  @MethodSource("everyKindOfTarget")
  void servingAnswersBitForBitWhatTrainingPredicts(Target target) {
    try (PoolModel training = trained(target);
        TestServer server = TestServer.with(served(training))) {
      TestServer.Answer answer = server.infer(TWO_FLIGHTS);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().path("model_version").asText()).isEqualTo("3.60");
      JsonNode data = answer.body().path("outputs").path(0).path("data");

      int next = 0;
      for (Event event : EVENTS) {
        for (float expected : training.predict(event)) {
          assertThat(data.path(next++).floatValue()).isEqualTo(expected);
        }
      }
      assertThat(data).hasSize(next);
    }
  }

  @Test
  void theTablesOfItsHistoryCountAsMemory() {
    try (PoolModel training = trained(Flights.LATE);
        ServedModel served = served(training)) {
      assertThat(served.bytes()).isGreaterThan(training.history().bytes());
    }
  }
}
