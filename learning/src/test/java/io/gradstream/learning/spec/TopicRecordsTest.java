package io.gradstream.learning.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.Decoded;
import io.gradstream.features.Event;
import io.gradstream.features.EventField;
import io.gradstream.features.EventSchema;
import io.gradstream.features.FieldType;
import io.gradstream.learning.spec.StreamFormat.ConfluentAvro;
import io.gradstream.learning.spec.StreamFormat.HttpRegistryAt;
import io.gradstream.learning.spec.StreamFormat.Json;
import io.gradstream.learning.spec.StreamFormat.PlainAvro;
import io.gradstream.learning.spec.StreamFormat.SchemasById;
import io.gradstream.schemas.DeadLetter.Reason;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicRecordsTest {

  private static final EventSchema READ =
      new EventSchema(
          List.of(
              new EventField("flightId", FieldType.TEXT, true),
              new EventField("scheduled", FieldType.TIME, true),
              new EventField("distance", FieldType.NUMBER, false)),
          ZoneOffset.UTC);
  private static final Event FLIGHT = Event.of("7", 978_307_260_000L, 2176.0);

  static Stream<StreamFormat> formats() {
    return Stream.of(
        new Json(),
        new PlainAvro(Specs.FLIGHT_SCHEMA),
        new ConfluentAvro(
            Specs.FLIGHT_SCHEMA,
            new SchemasById(Map.of(2, Specs.ARRIVAL_SCHEMA, 3, Specs.FLIGHT_SCHEMA))));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatIsWrittenIsRead(StreamFormat format) {
    EventSchema written = TopicRecords.written(format, READ);
    byte[] record = TopicRecords.writer(format).write(written, flight(written));

    Decoded decoded = TopicRecords.decoder(format, READ, 1000).decode(record, null);

    assertThat(decoded).isEqualTo(new Decoded.Good(FLIGHT));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aRecordOverTheLimitIsTooLarge(StreamFormat format) {
    byte[] record = new byte[1001];

    Decoded decoded = TopicRecords.decoder(format, READ, 1000).decode(record, null);

    assertThat(decoded)
        .isEqualTo(new Decoded.Bad(Reason.TOO_LARGE, "", "a record must have at most 1000 bytes"));
  }

  @Test
  void fieldsAreWrittenAsTheSchemaHoldsThem() {
    EventSchema written = TopicRecords.written(new PlainAvro(Specs.FLIGHT_SCHEMA), READ);

    assertThat(written.fields())
        .containsExactly(
            new EventField("flightId", FieldType.NUMBER, true),
            new EventField("scheduled", FieldType.TIME, true),
            new EventField("distance", FieldType.NUMBER, false),
            new EventField("airline", FieldType.TEXT, true),
            new EventField("origin", FieldType.TEXT, true));
  }

  @Test
  void aSchemaWithoutIdCannotBeWritten() {
    StreamFormat other =
        new ConfluentAvro(Specs.FLIGHT_SCHEMA, new SchemasById(Map.of(2, Specs.ARRIVAL_SCHEMA)));
    StreamFormat away = new ConfluentAvro(Specs.FLIGHT_SCHEMA, new HttpRegistryAt("http://r"));

    assertThatThrownBy(() -> TopicRecords.writer(other))
        .hasMessageContaining("Copy it there as ID.avsc.");
    assertThatThrownBy(() -> TopicRecords.writer(away)).hasMessageContaining("registry folder");
  }

  /** The flight in the fields that are written: a number for the id where Avro has one. */
  private static Event flight(EventSchema written) {
    return Event.owning(written.fields().stream().map(TopicRecordsTest::value).toArray());
  }

  private static Object value(EventField field) {
    return switch (field.name()) {
      case "flightId" -> field.type() == FieldType.NUMBER ? (Object) 7.0 : "7";
      case "scheduled" -> 978_307_260_000L;
      case "distance" -> 2176.0;
      default -> "XX";
    };
  }
}
