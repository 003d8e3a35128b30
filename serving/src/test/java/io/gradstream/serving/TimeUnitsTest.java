package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.features.event.EpochUnit;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSpec;
import io.gradstream.schemas.Version;
import io.gradstream.serving.models.Flights;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What numbers count that are times, in queries. */
class TimeUnitsTest {

  private static final Version VERSION = new Version(3, 1200);

  private static JsonNode answer(TestServer server, String input) {
    return server.infer("{\"inputs\": [" + input.replace('\'', '"') + "]}").body();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name': 'scheduled', 'datatype': 'INT64', 'shape': [1], 'data': [981100800]}",
        "{'name': 'scheduled', 'datatype': 'FP64', 'shape': [1], 'data': [981100800.0]}",
        "{'name': 'scheduled', 'datatype': 'FP64', 'shape': [1], 'data': [981100800.0004]}",
        "{'name': 'scheduled', 'datatype': 'BYTES', 'shape': [1], 'data': ['2001-02-02T08:00Z']}"
      })
  void aTimeCountsWhatTheSpecSays(String scheduled) {
    ModelSpec spec = Flights.spec(Flights.LATE);
    List<EventField> fields = new ArrayList<>(spec.events().fields());
    fields.set(1, fields.get(1).in(EpochUnit.SECONDS));
    ModelSpec seconds =
        new ModelSpec(
            spec.learner(),
            spec.seed(),
            new EventSchema(fields, spec.events().zone()),
            spec.keyField(),
            spec.features(),
            spec.target(),
            spec.layers(),
            spec.pool());
    try (TestServer server = TestServer.with(Flights.served(seconds, "", VERSION));
        Model training = Flights.trained(spec, "", VERSION)) {
      Event event = Flights.event(981_100_800_000L, null, null, null);

      JsonNode said = answer(server, scheduled);
      assertThat(said.path("outputs").path(0).path("data").path(0).floatValue())
          .isEqualTo((float) training.predict(event)[0]);
    }
  }

  @Test
  void secondsThatAreTakenForMillisecondsAreTold() {
    ModelSpec spec = Flights.spec(Flights.LATE);
    try (TestServer server = TestServer.with(Flights.served(spec, "", VERSION))) {
      String input = "{'name': 'scheduled', 'datatype': 'INT64', 'shape': [1], 'data': [%s]}";
      assertThat(
              answer(server, input.formatted("1709280000"))
                  .path("parameters")
                  .path("doubtful")
                  .asText())
          .startsWith("the first 1 times of scheduled lie from 1970-01-20T18:48:00Z")
          .contains("they look like seconds");
      assertThat(
              answer(server, input.formatted("1709280000000")).path("parameters").has("doubtful"))
          .isFalse();
    }
  }
}
