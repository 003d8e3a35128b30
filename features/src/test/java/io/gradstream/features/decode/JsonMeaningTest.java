package io.gradstream.features.decode;

import static io.gradstream.features.decode.AvroRecords.plain;
import static io.gradstream.features.decode.AvroRecords.record;
import static io.gradstream.features.decode.AvroRecords.schema;
import static io.gradstream.features.decode.DecoderContractTest.assertBad;
import static io.gradstream.features.decode.TroubledRegistry.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;
import io.gradstream.schemas.ConfluentFraming;
import io.gradstream.schemas.DeadLetter.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What schemas say of values in JSON: one that a record carries, as Kafka Connect writes it, or one
 * of a registry. The same values in Avro are the measure.
 */
class JsonMeaningTest {

  private static final EventSchema TIME = schema("n TIME");
  private static final EventSchema NUMBER = schema("n NUMBER");

  private TroubledRegistry server;

  @BeforeEach
  void start() throws IOException {
    server = new TroubledRegistry();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static Decoded read(EventSchema schema, Envelope envelope, String record) {
    return EventDecoders.json(schema, envelope).decode(bytes(record), null);
  }

  /** What one field is, by the name that Connect gives its type. */
  private static String struct(String type, String name, String more) {
    return ("{'type': 'struct', 'optional': false, 'name': 'row', 'fields': [{'type': '%s',"
            + " 'optional': true, 'name': '%s', 'version': 1, 'field': 'n'%s}]}")
        .formatted(type, name, more);
  }

  private HttpRegistry registry(RegistryHost host) {
    return new HttpRegistry(
        server.url(),
        () -> RegistryAccess.OPEN,
        RegistryPatience.ENDLESS,
        host,
        () -> Instant.EPOCH);
  }

  private static String told(String schema, String more) throws IOException {
    return "{\"schemaType\": \"JSON\", \"schema\": %s%s}"
        .formatted(
            new ObjectMapper().writeValueAsString(schema.replace('\'', '"')),
            more.replace('\'', '"'));
  }

  private Decoded byRegistry(EventSchema schema, String text, String record) throws IOException {
    server.now(answer(200, told(text, "")));
    return EventDecoders.confluentJson(schema, Envelope.NONE, registry(RegistryHost.ofThread()))
        .decode(ConfluentFraming.frame(9, bytes(record)), null);
  }

  @ParameterizedTest
  @CsvSource({
    "int32, io.debezium.time.Date, 19783",
    "int32, org.apache.kafka.connect.data.Date, -5412",
    "int64, io.debezium.time.Timestamp, 1709280000123",
    "int64, org.apache.kafka.connect.data.Timestamp, 1709280000123",
    "int64, io.debezium.time.MicroTimestamp, 1709280000123456",
    "int64, io.debezium.time.NanoTimestamp, 1709280000123456789",
    "int32, org.apache.kafka.connect.data.Time, 28800000",
    "int32, io.debezium.time.Time, 28800000",
    "int64, io.debezium.time.MicroTime, 28800000000",
    "int64, io.debezium.time.NanoTime, 28800000000000",
    "int64, com.shop.Clicks, 1709280000123",
  })
  void aTimeIsTheSameInAvroAndInJsonWhereverItsSchemaStands(String type, String name, long value)
      throws IOException {
    String avro =
        record(
            "{'name': 'n', 'type': ['null', {'type': '%s', 'connect.name': '%s'}]}"
                .formatted(type.equals("int32") ? "int" : "long", name));
    Decoded expected =
        plain(TIME, avro, type.equals("int32") ? (Object) (int) value : (Object) value);
    String struct = struct(type, name, "");
    String row = "{'n': %d}".formatted(value);

    assertThat(expected).isInstanceOf(Decoded.Good.class);
    assertThat(read(TIME, Envelope.CONNECT, "{'schema': %s, 'payload': %s}".formatted(struct, row)))
        .isEqualTo(expected);
    assertThat(read(TIME, Envelope.CONNECT, "{'payload': %s, 'schema': %s}".formatted(row, struct)))
        .as("the schema behind the payload")
        .isEqualTo(expected);
    String change =
        "{'type': 'struct', 'fields': [%s, {'type': 'string', 'field': 'op'}]}"
            .formatted(struct.substring(0, struct.length() - 1) + ", 'field': 'after'}");
    assertThat(
            read(
                TIME,
                Envelope.DEBEZIUM,
                "{'schema': %s, 'payload': {'before': null, 'after': %s, 'op': 'c'}}"
                    .formatted(change, row)))
        .isEqualTo(expected);
    assertThat(
            byRegistry(
                TIME,
                "{'type': 'object', 'properties': {'n': {'oneOf': [{'type': 'null'}, {'type':"
                    + " 'integer', 'title': '%s', 'connect.type': '%s'}]}}}".formatted(name, type),
                row))
        .isEqualTo(expected);
  }

  @Test
  void textOfAZonedTimestampIsATime() {
    String row = "{'n': '2024-03-01T08:00:00.123456Z'}";
    String schema = struct("string", "io.debezium.time.ZonedTimestamp", "");
    assertThat(read(TIME, Envelope.CONNECT, "{'schema': %s, 'payload': %s}".formatted(schema, row)))
        .isEqualTo(good(Instant.parse("2024-03-01T08:00:00.123Z").toEpochMilli()));
  }

  private static Decoded good(Object value) {
    return new Decoded.Good(Event.of(value));
  }

  @ParameterizedTest
  @CsvSource({"12.34", "-0.01", "99999999.99", "0.00"})
  void aDecimalIsTheSameInAvroAndInJson(String number) throws IOException {
    byte[] unscaled = new BigDecimal(number).unscaledValue().toByteArray();
    String avro =
        record(
            "{'name': 'n', 'type': {'type': 'bytes', 'logicalType': 'decimal', 'precision': 10, 'scale': 2}}");
    String name = "org.apache.kafka.connect.data.Decimal";
    String row = "{'n': '%s'}".formatted(Base64.getEncoder().encodeToString(unscaled));
    String carried =
        "{'schema': %s, 'payload': %s}"
            .formatted(struct("bytes", name, ", 'parameters': {'scale': '2'}"), row);
    String registered =
        "{'properties': {'n': {'type': 'string', 'title': '%s', 'connect.type': 'bytes', 'connect.parameters': {'scale': '2'}}}}"
            .formatted(name);
    for (EventSchema schema : List.of(NUMBER, schema("n TEXT"))) {
      Decoded expected = plain(schema, avro, ByteBuffer.wrap(unscaled));
      assertThat(expected).isInstanceOf(Decoded.Good.class);
      assertThat(read(schema, Envelope.CONNECT, carried)).isEqualTo(expected);
      assertThat(byRegistry(schema, registered, row)).isEqualTo(expected);
    }
    assertThat(byRegistry(NUMBER, registered.replace("string", "number"), "{'n': " + number + "}"))
        .as("as a number")
        .isEqualTo(good(Double.valueOf(number)));
  }

  @Test
  void aDecimalThatIsNoneIsSetAside() throws IOException {
    String schema =
        struct("bytes", "org.apache.kafka.connect.data.Decimal", ", 'parameters': {'scale': '2'}");
    Decoded read =
        read(NUMBER, Envelope.CONNECT, "{'schema': %s, 'payload': {'n': '~'}}".formatted(schema));
    assertBad(read, Reason.WRONG_TYPE, "n");
  }

  @Test
  void anotherSchemaCountsFromItsFirstRecordOn() {
    EventDecoder decoder = EventDecoders.json(TIME, Envelope.CONNECT);
    String record = "{'schema': %s, 'payload': {'n': 1709280000000000}}";
    for (int i = 0; i < 3; i++) {
      for (String unit : List.of("Micro", "Nano")) {
        String struct = struct("int64", "io.debezium.time." + unit + "Timestamp", "");
        long divisor = unit.equals("Micro") ? 1_000 : 1_000_000;
        assertThat(decoder.decode(bytes(record.formatted(struct)), null))
            .isEqualTo(good(1709280000000000L / divisor));
      }
    }
    assertThat(decoder.decode(bytes("{'schema': null, 'payload': {'n': 1709280000000}}"), null))
        .as("one without a schema")
        .isEqualTo(good(1709280000000L));
  }

  @Test
  void aRegistrysSchemaMayBeNamedInAHeaderAndNeedNotBeNamed() throws IOException {
    String text = "{'properties': {'n': {'title': 'io.debezium.time.Date', 'type': 'integer'}}}";
    server.now(answer(200, told(text, "")));
    EventDecoder decoder =
        EventDecoders.confluentJson(TIME, Envelope.NONE, registry(RegistryHost.ofThread()));
    byte[] row = bytes("{'n': 19783}");
    long day = 19783 * 86_400_000L + 5 * 3_600_000L; // in New York, where the zone's days begin
    assertThat(decoder.decode(row, new byte[] {0, 0, 0, 0, 9})).isEqualTo(good(day));
    assertThat(decoder.decode(row, null)).isEqualTo(good(19783L));
    assertBad(decoder.decode(row, new byte[17]), Reason.MALFORMED, "");
    assertThat(server.paths()).containsExactly("/schemas/ids/9");
  }

  @Test
  void whatAJsonSchemaRefersToIsAskedForAndKeptWithIt() throws IOException {
    String row =
        "{'properties': {'n': {'$ref': 'day.json#/definitions/day'}, 'up': {'$ref': '#'}}}";
    String day = "{'definitions': {'day': {'type': 'integer', 'title': 'io.debezium.time.Date'}}}";
    server.then(
        answer(
            200,
            told(row, ", 'references': [{'name': 'day.json', 'subject': 'day', 'version': 2}]")),
        answer(200, told(day, "")));
    RegistryHost host = RegistryHost.ofThread();
    byte[] record = ConfluentFraming.frame(9, bytes("{'up': {'n': 1}}"));
    EventSchema schema = schema("up.n TIME");
    Decoded expected = good(86_400_000L + 5 * 3_600_000L);
    assertThat(
            EventDecoders.confluentJson(schema, Envelope.NONE, registry(host)).decode(record, null))
        .isEqualTo(expected);
    assertThat(server.paths()).containsExactly("/schemas/ids/9", "/subjects/day/versions/2");
    assertThat(
            EventDecoders.confluentJson(schema, Envelope.NONE, registry(host)).decode(record, null))
        .as("from what is known, without a question")
        .isEqualTo(expected);
    assertThat(server.paths()).hasSize(2);
  }

  @Test
  void aSchemaThatCannotBeReadIsToldWithItsSubjectAndWhy() throws IOException {
    Map<String, String> reasons =
        Map.of(
            told("{'properties': {'n': {'$ref': '#/definitions/day'}}}", ""),
            "schema id 9, of subject rows-value, is no JSON schema: $ref \"#/definitions/day\" leads nowhere",
            told("[1]", ""),
            "schema id 9, of subject rows-value, is no JSON schema: it must be an object",
            told("{", ""),
            "schema id 9, of subject rows-value, is no JSON schema: ",
            "{\"schema\": \"{\\\"type\\\": \\\"record\\\", \\\"name\\\": \\\"E\\\", \\\"fields\\\": []}\"}",
            "schema id 9 must be JSON: AVRO");
    reasons.forEach(
        (body, reason) -> {
          server.now(answer(200, body));
          server.then(answer(200, "[\"rows-value\"]"));
          Decoded read =
              EventDecoders.confluentJson(TIME, Envelope.NONE, registry(RegistryHost.ofThread()))
                  .decode(ConfluentFraming.frame(9, bytes("{'n': 1}")), null);
          assertBad(read, Reason.UNKNOWN_SCHEMA, "");
          assertThat(((Decoded.Bad) read).message()).startsWith(reason);
        });
  }

  @Test
  void avroBehindAnIdOfAJsonSchemaIsRefused() throws IOException {
    server.now(answer(200, told("{}", "")));
    Decoded read =
        EventDecoders.confluentAvro(
                NUMBER,
                record("{'name': 'n', 'type': 'double'}"),
                registry(RegistryHost.ofThread()))
            .decode(new byte[] {0, 0, 0, 0, 9, 1}, null);
    assertBad(read, Reason.UNKNOWN_SCHEMA, "");
    assertThat(((Decoded.Bad) read).message()).isEqualTo("schema id 9 must be AVRO: JSON");
  }
}
