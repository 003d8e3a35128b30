package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gradstream.features.decode.Envelope;
import io.gradstream.features.event.EpochUnit;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    Map<String, String> files =
        Map.of(
            "trip.avsc",
            TRIP.replace("\"total\"", "\"fare\", \"type\": \"double\"}, {\"name\": \"total\""));
    assertThat(errors(files, trip("fare")))
        .isEqualTo(
            "spec.yaml:3: features[0].field must be readable as TEXT from trip.avsc:"
                + " fare is \"double\". Use it as another type, or change the schema.");
  }

  private static String timed(String events) {
    return """
        learner: trips
        events: {topic: trips, format: avro-plain, schema: trip.avsc, time: at%s}
        features: [{field: x, as: numeric}]
        target: {regression: total}
        """
        .formatted(events);
  }

  private static Map<String, String> withTime(String type) {
    return Map.of(
        "trip.avsc",
        """
        {"type": "record", "name": "Trip", "fields": [
          {"name": "at", "type": %s}, {"name": "x", "type": "double"},
          {"name": "total", "type": "double"}]}
        """
            .formatted(type));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"int\" | an int, which holds no time of today in milliseconds",
        "[\"null\", \"int\"] | an int, which holds no time of today in milliseconds",
        "{\"type\": \"long\", \"logicalType\": \"timestamp-eons\"} | timestamp-eons, which is not known",
        "{\"type\": \"long\", \"connect.name\": \"io.debezium.time.Year\"} | io.debezium.time.Year, which",
        "{\"type\": \"int\", \"logicalType\": \"time-millis\"} | a time of day, without a date",
      })
  void aWholeNumberThatMayCountAnythingIsNoTime(String type, String words) {
    assertThat(errors(withTime(type), timed("")))
        .contains("events.time must be a time by trip.avsc or by its unit: at is " + words)
        .contains("Write unit: days, seconds, millis, micros or nanos");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"long\"",
        "\"string\"",
        "{\"type\": \"int\", \"logicalType\": \"date\"}",
        "{\"type\": \"int\", \"connect.name\": \"io.debezium.time.Date\"}"
      })
  void aTimeThatIsOneNeedsNoUnit(String type) {
    assertThat(Specs.read(withTime(type), timed("")).model().events().fields().get(0).unit())
        .isEmpty();
  }

  @Test
  void aUnitSaysWhatAnIntCounts() {
    LearnerSpec spec = Specs.read(withTime("\"int\""), timed(", unit: seconds"));
    assertThat(spec.model().events().fields().get(0).unit()).contains(EpochUnit.SECONDS);
  }

  @Test
  void anEnvelopeIsOneThatTheSchemaHas() {
    Map<String, String> files =
        Map.of(
            "trip.avsc",
            "{\"type\": \"record\", \"name\": \"Envelope\", \"fields\": [{\"name\": \"after\", \"type\": [\"null\", %s]}]}"
                .formatted(TRIP));
    String spec = trip("pickup.zone");
    String debezium = spec.replace("topic: trips", "topic: trips, envelope: debezium");
    assertThat(Specs.read(files, debezium).events().format())
        .isEqualTo(new PlainAvro(files.get("trip.avsc"), Envelope.DEBEZIUM));
    assertThat(errors(files, spec))
        .contains("Write envelope: debezium, or name after.pickup.zone.");
    assertThat(errors(Map.of("trip.avsc", TRIP), debezium))
        .contains(
            "events.envelope must be one that trip.avsc has: debezium, and Trip has no record");
    assertThat(errors(files, debezium.replace("debezium", "connect")))
        .contains("events.envelope must be none or debezium for format avro-plain: connect.");
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
