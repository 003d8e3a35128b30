package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gradstream.learning.spec.LabelsSpec.OwnTopic;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.StreamFormat;
import io.gradstream.learning.spec.StreamFormat.ConfluentAvro;
import io.gradstream.learning.spec.StreamFormat.HttpRegistryAt;
import io.gradstream.learning.spec.StreamFormat.PlainAvro;
import io.gradstream.learning.spec.StreamFormat.SchemasById;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AvroSpecTest {

  private static final String EVENTS =
      "events: {topic: flights, format: avro, schema: flight.avsc, id: flightId}\n";
  private static final String LABELS =
      "labels: {topic: arrivals, schema: arrival.avsc, id: flightId}\n";

  @Test
  void usageExample() {
    LearnerSpec spec = Specs.read(Specs.FLIGHT_FILES, Specs.FLIGHTS + EVENTS + LABELS);

    assertThat(spec.events().format())
        .isEqualTo(
            new ConfluentAvro(
                Specs.FLIGHT_SCHEMA,
                new SchemasById(Map.of(1, Specs.FLIGHT_SCHEMA, 2, Specs.ARRIVAL_SCHEMA))));
  }

  @Test
  void labelsHaveTheFormatAndRegistryOfEvents() {
    String events = EVENTS.replace("id:", "registry: 'http://registry:8081/', id:");

    LearnerSpec spec = Specs.read(Specs.FLIGHT_FILES, Specs.FLIGHTS + events + LABELS);

    assertThat(((OwnTopic) spec.labels()).format())
        .isEqualTo(
            new ConfluentAvro(Specs.ARRIVAL_SCHEMA, new HttpRegistryAt("http://registry:8081")));
  }

  @Test
  void labelsMayHaveAFormatOfTheirOwn() {
    String labels = LABELS.replace("schema: arrival.avsc", "format: json");

    LearnerSpec spec = Specs.read(Specs.FLIGHT_FILES, Specs.FLIGHTS + EVENTS + labels);

    assertThat(((OwnTopic) spec.labels()).format()).isEqualTo(new StreamFormat.Json());
  }

  @Test
  void plainAvroNeedsNoRegistry() {
    LearnerSpec spec =
        Specs.read(
            Map.of("flight.avsc", Specs.FLIGHT_SCHEMA, "arrival.avsc", Specs.ARRIVAL_SCHEMA),
            Specs.FLIGHTS + EVENTS.replace("avro,", "avro-plain,") + LABELS);

    assertThat(spec.events().format()).isEqualTo(new PlainAvro(Specs.FLIGHT_SCHEMA));
  }

  @Test
  void aFieldTheSchemaLacksIsNamedWithItsNeighbour() {
    String spec = Specs.FLIGHTS.replace("distance", "distnce") + EVENTS + LABELS;

    assertThat(errors(Specs.FLIGHT_FILES, spec))
        .isEqualTo(
            "spec.yaml:3: features[0].field must name a field of flight.avsc: distnce."
                + " Did you mean distance?");
  }

  @Test
  void aPathLeadsIntoRecordsAndSaysWhatIsThere() {
    Map<String, String> files = Map.of("trip.avsc", TRIP);
    assertThat(Specs.read(files, trip("pickup.zone")).model().events().indexOf("pickup.zone"))
        .isZero();
    assertThat(errors(files, trip("pickup.zne")))
        .isEqualTo(
            "spec.yaml:3: features[0].field must name a field of trip.avsc: pickup.zne, and pickup"
                + " has no zne, but [zone]. Did you mean zone?");
    assertThat(errors(files, trip("total.x")))
        .isEqualTo(
            "spec.yaml:3: features[0].field must name a field of trip.avsc: total.x, and total is"
                + " \"double\", no record. Name a field that holds a value; a path such as a.b leads"
                + " into records and maps.");
  }

  private static final String TRIP =
      """
      {"type": "record", "name": "Trip", "fields": [
        {"name": "pickup", "type": ["null", {"type": "record", "name": "Place", "fields": [
          {"name": "zone", "type": "string"}]}]},
        {"name": "total", "type": "double"}]}
      """;

  private static String trip(String field) {
    return """
        learner: trips
        events: {topic: trips, format: avro-plain, schema: trip.avsc}
        features: [{field: %s, as: category}]
        target: {regression: total}
        """
        .formatted(field);
  }

  @Test
  void aLabelFieldTheSchemaLacksIsTheTargets() {
    String spec = Specs.FLIGHTS.replace("delayMinutes", "late") + EVENTS + LABELS;

    assertThat(errors(Specs.FLIGHT_FILES, spec))
        .isEqualTo(
            "spec.yaml:5: target.binary must name a field of arrival.avsc: late."
                + " Known: flightId, landed, delayMinutes.");
  }

  @Test
  void aFieldOfAnotherTypeIsNamedWithIt() {
    assertThat(errors(Map.of("trip.avsc", TRIP), trip("total")))
        .isEqualTo(
            "spec.yaml:3: features[0].field must be readable as TEXT from trip.avsc:"
                + " total is \"double\". Use it as another type, or change the schema.");
  }

  @Test
  void aFileThatIsNoSchemaIsNamed() {
    Map<String, String> files = Map.of("flight.avsc", "{", "registry/1.avsc", "\"string\"");
    String events = EVENTS.replace(", id: flightId", "");

    assertThat(errors(files, Specs.FLIGHTS + events))
        .contains("spec.yaml:6: events.schema must be an Avro schema: flight.avsc: ")
        .contains("spec.yaml:6: events.registry must be an Avro record: registry/1.avsc is string")
        .hasLineCount(3);
  }

  @Test
  void aUrlWithoutHostIsNone() {
    String events = EVENTS.replace("id:", "registry: 'http://:80', id:");

    assertThat(errors(Specs.FLIGHT_FILES, Specs.FLIGHTS + events + LABELS))
        .contains("events.registry must be a URL: http://:80.");
  }

  private static String errors(Map<String, String> files, String text) {
    return catchThrowableOfType(InvalidSpecException.class, () -> Specs.read(files, text))
        .getMessage();
  }
}
