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
import io.gradstream.model.Row;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.RecurrentSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.schemas.Version;
import io.gradstream.serving.models.Flights;
import io.gradstream.serving.models.ServedModel;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A query's event stands behind those of its origin that the served version has learned. */
class WindowServedTest {

  private static final long HOUR = 3_600_000;
  private static final long NOW = 981_100_800_000L;

  private static final ModelSpec SPEC =
      new ModelSpec(
          Flights.LEARNER,
          7,
          new EventSchema(
              List.of(
                  new EventField("scheduled", FieldType.TIME, true),
                  new EventField("origin", FieldType.TEXT, false),
                  new EventField("distance", FieldType.NUMBER, false)),
              ZoneOffset.UTC),
          Optional.empty(),
          List.of(
              new FeatureSpec.Window(
                  List.of("distance"), 4, HOUR, "scheduled", Optional.of("origin"), 5)),
          Flights.MINUTES,
          List.of(
              new RecurrentSpec(
                  RecurrentSpec.Cell.LSTM,
                  4,
                  RecurrentSpec.Over.ROW,
                  RecurrentSpec.Steps.LAST,
                  false)));

  private static final String FOUR_FLIGHTS =
      """
      {"inputs": [
        {"name": "scheduled", "datatype": "INT64", "shape": [4],
         "data": [981100800000, 981100800000, 981093600000, 981100800000]},
        {"name": "origin", "datatype": "BYTES", "shape": [4],
         "data": ["ORD", "JFK", "ORD", "never seen"]},
        {"name": "distance", "datatype": "FP64", "shape": [4], "data": [733.5, 733.5, 733.5, null]}]}
      """;

  private static final List<Event> EVENTS =
      List.of(
          Event.of(NOW, "ORD", 733.5),
          Event.of(NOW, "JFK", 733.5),
          Event.of(NOW - 2 * HOUR, "ORD", 733.5),
          Event.of(NOW, "never seen", null));

  private static Model trained() {
    Model model = new Model(SPEC, "", TrainingSpec.of(new OptimizerSpec.Sgd(0.1f)), 1);
    for (int i = 0; i < 12; i++) {
      String origin = i % 2 == 0 ? "ORD" : "JFK";
      Event event = Event.of(NOW - (12 - i) / 2 * HOUR, origin, 100.0 * i);
      Row row = model.rows().newRow();
      model.rows().encodeToLearn(event, i, row, (table, claimed) -> {});
      model.encoder().enter(event);
      model.labels().settle(row);
    }
    return model;
  }

  @Test
  void queriesAreAnsweredBitForBitWhateverElseIsAsked() {
    try (Model training = trained();
        TestServer server =
            TestServer.with(
                ServedModel.of(
                    SnapshotCodec.decode(
                        SnapshotCodec.encode(
                            training.snapshot(new Version(3, 60), Flights.LINEAGE))),
                    Flights.PUBLISHED))) {
      for (int again = 0; again < 2; again++) {
        TestServer.Answer answer = server.infer(FOUR_FLIGHTS);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        JsonNode data = answer.body().path("outputs").path(0).path("data");
        for (int i = 0; i < EVENTS.size(); i++) {
          assertThat(data.path(i).floatValue())
              .isEqualTo((float) training.predict(EVENTS.get(i))[0]);
        }
        assertThat(data.path(0).floatValue())
            .isNotEqualTo(data.path(1).floatValue())
            .isNotEqualTo(data.path(2).floatValue());
      }
    }
  }

  @Test
  void aQueryWithoutItsTimeIsRefusedByName() {
    String timeless =
        """
        {"inputs": [
          {"name": "origin", "datatype": "BYTES", "shape": [1], "data": ["ORD"]},
          {"name": "distance", "datatype": "FP64", "shape": [1], "data": [733.5]}]}
        """;
    try (Model training = trained();
        TestServer server =
            TestServer.with(
                ServedModel.of(
                    training.snapshot(new Version(3, 60), Flights.LINEAGE), Flights.PUBLISHED))) {
      TestServer.Answer answer = server.infer(timeless);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body().path("error").asText()).contains("scheduled is required");
    }
  }
}
