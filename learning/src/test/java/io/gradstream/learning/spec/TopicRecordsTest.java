package io.gradstream.learning.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.decode.EventWriter;
import io.gradstream.features.decode.EventWriters;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.learning.spec.StreamFormat.ConfluentAvro;
import io.gradstream.learning.spec.StreamFormat.Json;
import io.gradstream.learning.spec.StreamFormat.PlainAvro;
import io.gradstream.learning.spec.StreamFormat.SchemasById;
import io.gradstream.learning.spec.read.Specs;
import io.gradstream.schemas.DeadLetter.Reason;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TopicRecordsTest {

  private static final EventSchema FIELDS =
      new EventSchema(
          List.of(
              new EventField("landed", FieldType.TIME, true),
              new EventField("delayMinutes", FieldType.NUMBER, false)),
          ZoneOffset.UTC);
  private static final EventSchema WRITTEN =
      new EventSchema(
          List.of(
              new EventField("flightId", FieldType.NUMBER, true),
              FIELDS.fields().get(0),
              FIELDS.fields().get(1)),
          ZoneOffset.UTC);
  private static final Event ARRIVAL = Event.of(7.0, 978_307_260_000L, 33.0);

  static Stream<Arguments> formats() {
    String schema = Specs.ARRIVAL_SCHEMA;
    return Stream.of(
        Arguments.of(new Json(), EventWriters.json()),
        Arguments.of(new PlainAvro(schema), EventWriters.avro(schema)),
        Arguments.of(
            new ConfluentAvro(schema, new SchemasById(Map.of(2, schema))),
            EventWriters.confluentAvro(schema, 2)));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aRecordIsReadInItsFormat(StreamFormat format, EventWriter writer) {
    byte[] record = writer.write(WRITTEN, ARRIVAL);

    Decoded decoded = TopicRecords.decoder(format, FIELDS, 1000).decode(record, null);

    assertThat(decoded).isEqualTo(new Decoded.Good(Event.of(978_307_260_000L, 33.0)));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aRecordOverTheLimitIsTooLarge(StreamFormat format, EventWriter writer) {
    byte[] record = writer.write(WRITTEN, ARRIVAL);

    Decoded decoded = TopicRecords.decoder(format, FIELDS, record.length - 1).decode(record, null);

    assertThat(decoded)
        .isEqualTo(
            new Decoded.Bad(
                Reason.TOO_LARGE,
                "",
                "a record must have at most " + (record.length - 1) + " bytes"));
  }
}
