package io.gradstream.features.decode;

import static io.gradstream.features.decode.AvroRecords.named;
import static io.gradstream.features.decode.AvroRecords.write;
import static io.gradstream.features.decode.DecoderContractTest.assertBad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.schemas.ConfluentFraming;
import io.gradstream.schemas.DeadLetter.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Records as Kafka Connect, Debezium and Confluent's JSON serializer frame them. */
class EnvelopeTest {

  private static final EventSchema SCHEMA =
      new EventSchema(
          List.of(
              new EventField("id", FieldType.TEXT, true),
              new EventField("amount", FieldType.NUMBER, false),
              new EventField("place.city", FieldType.TEXT, false)),
          ZoneOffset.UTC);

  private static final Decoded PAID = new Decoded.Good(Event.of("7", 12.5, "Ulm"));
  private static final String FIELDS = "{'id': 7, 'amount': 12.5, 'place': {'city': 'Ulm'}}";

  private static final String ROW =
      """
      {'type': 'record', 'name': 'Value', 'fields': [
        {'name': 'id', 'type': 'long'}, {'name': 'amount', 'type': ['null', 'double']},
        {'name': 'place', 'type': {'type': 'record', 'name': 'Place', 'fields': [
          {'name': 'city', 'type': 'string'}]}}]}""";
  private static final String CHANGE =
      named(
          "Envelope",
          "{'name': 'before', 'type': ['null', %s]}".formatted(ROW),
          "{'name': 'after', 'type': ['null', 'Value']}",
          "{'name': 'op', 'type': 'string'}");

  private static Decoded json(Envelope envelope, String record) {
    return EventDecoders.json(SCHEMA, envelope)
        .decode(record.replace('\'', '"').getBytes(StandardCharsets.UTF_8), null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CONNECT | {'schema': {'type': 'struct', 'payload': {'id': 1}}, 'payload': %s}",
        "CONNECT | {'payload': %s, 'schema': null}",
        "DEBEZIUM | {'before': null, 'after': %s, 'source': {'after': {}}, 'op': 'c'}",
        "DEBEZIUM | {'op': 'u', 'after': %s, 'before': {'id': 9}}",
        "DEBEZIUM | {'schema': {'after': {}}, 'payload': {'before': null, 'after': %s, 'op': 'r'}}",
      })
  void theFieldsAreInTheEnvelope(Envelope envelope, String record) {
    assertThat(json(envelope, record.formatted(FIELDS))).isEqualTo(PAID);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CONNECT | {'schema': null, 'payload': null}",
        "DEBEZIUM | {'before': {'id': 7}, 'after': null, 'op': 'd'}",
        "DEBEZIUM | {'schema': {}, 'payload': {'before': {'id': 7}, 'after': null, 'op': 'd'}}",
        "DEBEZIUM | {'schema': null, 'payload': null}",
        "DEBEZIUM | {'source': {}, 'op': 't'}",
      })
  void aDeletionIsNoEventAndNoFault(Envelope envelope, String record) {
    assertThat(json(envelope, record)).isEqualTo(new Decoded.Empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CONNECT | {'id': 7} | no `payload`",
        "CONNECT | {'payload': 7} | payload must be an object",
        "CONNECT | {'payload': {'id': 7}, 'payload': {'id': 8}} | payload comes twice",
        "DEBEZIUM | {'id': 7} | no `after`",
        "DEBEZIUM | {'op': 'c', 'after': [7]} | after must be an object",
      })
  void aRecordWithoutTheEnvelopeIsToldSo(Envelope envelope, String record, String words) {
    Decoded read = json(envelope, record);
    assertBad(read, Reason.MALFORMED, "");
    assertThat(((Decoded.Bad) read).message()).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'schema': {}, 'payload': %s} | Kafka Connect's envelope: write `envelope: connect`",
        "{'before': null, 'after': %s, 'op': 'c'} | Debezium's envelope: write `envelope: debezium`",
        "{'schema': {}, 'payload': {'after': %s, 'op': 'c'}} | Debezium's envelope: write `envelope: debezium`",
      })
  void withoutItTheMessageSaysWhatTheRecordLooksLike(String record, String words) {
    Decoded read = json(Envelope.NONE, record.formatted(FIELDS));
    assertBad(read, Reason.MISSING_FIELD, "id");
    assertThat(((Decoded.Bad) read).message()).contains(words);
    assertThat(((Decoded.Bad) json(Envelope.NONE, "{'amount': 1}")).message())
        .as("one that looks like none")
        .endsWith("absent or null");
  }

  @ParameterizedTest
  @EnumSource
  void theIdOfAJsonSchemaIsReadPast(Envelope envelope) {
    byte[] bare = EventWriters.json(envelope).write(SCHEMA, Event.of("7", 12.5, "Ulm"));
    EventDecoder decoder = EventDecoders.json(SCHEMA, envelope);
    for (int id : new int[] {7, 0, 0x7b2200, Integer.MAX_VALUE}) {
      assertThat(decoder.decode(ConfluentFraming.frame(id, bare), null)).isEqualTo(PAID);
    }
    assertThat(
            decoder.decode(ConfluentFraming.frame(7, " {}".getBytes(StandardCharsets.UTF_8)), null))
        .isInstanceOf(Decoded.Bad.class);
    assertBad(decoder.decode(ConfluentFraming.frame(7, new byte[0]), null), Reason.MALFORMED, "");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenInAnEnvelopeIsReadBack(Envelope envelope) {
    byte[] written = EventWriters.json(envelope).write(SCHEMA, Event.of("7", 12.5, "Ulm"));
    assertThat(EventDecoders.json(SCHEMA, envelope).decode(written, null)).isEqualTo(PAID);
  }

  private static Object row(Schema union) {
    Schema value = union.getTypes().get(1);
    GenericData.Record place = new GenericData.Record(value.getField("place").schema());
    place.put("city", "Ulm");
    GenericData.Record row = new GenericData.Record(value);
    row.put("id", 7L);
    row.put("amount", 12.5);
    row.put("place", place);
    return row;
  }

  @Test
  void avrosFieldsAreInDebeziumsEnvelope() throws IOException {
    Object row = row(AvroSchemas.reader(CHANGE).getField("after").schema());
    EventDecoder plain = EventDecoders.avro(SCHEMA, CHANGE, Envelope.DEBEZIUM);
    EventDecoder byId =
        EventDecoders.confluentAvro(
            SCHEMA, CHANGE, Envelope.DEBEZIUM, SchemaRegistry.of(Map.of(7, CHANGE)));
    byte[] change = write(CHANGE, null, row, "c");
    assertThat(plain.decode(change, null)).isEqualTo(PAID);
    assertThat(byId.decode(ConfluentFraming.frame(7, change), null)).isEqualTo(PAID);
    byte[] deletion = write(CHANGE, row, null, "d");
    assertThat(plain.decode(deletion, null)).isEqualTo(new Decoded.Empty());
    assertThat(byId.decode(ConfluentFraming.frame(7, deletion), null))
        .isEqualTo(new Decoded.Empty());
    assertThat(plain.decode(change, null)).as("the next one").isEqualTo(PAID);
  }

  @Test
  void avrosWriterFillsDebeziumsEnvelope() {
    String change =
        CHANGE.replace("\"op\", \"type\": \"string\"", "\"op\", \"type\": [\"null\", \"string\"]");
    byte[] written =
        EventWriters.avro(change.replace("\"long\"", "\"string\""), Envelope.DEBEZIUM)
            .write(SCHEMA, Event.of("7", 12.5, "Ulm"));
    assertThat(
            EventDecoders.avro(SCHEMA, change.replace("\"long\"", "\"string\""), Envelope.DEBEZIUM)
                .decode(written, null))
        .isEqualTo(PAID);
  }

  @Test
  void aSchemaWithoutTheEnvelopeIsRefusedAtOnce() {
    assertThatThrownBy(() -> EventDecoders.avro(SCHEMA, ROW.replace('\'', '"'), Envelope.DEBEZIUM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the Avro schema Value has no record `after`, as debezium's envelope has");
  }
}
