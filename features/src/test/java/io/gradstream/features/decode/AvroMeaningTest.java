package io.gradstream.features.decode;

import static io.gradstream.features.decode.AvroRecords.plain;
import static io.gradstream.features.decode.AvroRecords.record;
import static io.gradstream.features.decode.AvroRecords.resolved;
import static io.gradstream.features.decode.AvroRecords.schema;
import static io.gradstream.features.decode.DecoderContractTest.assertBad;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.schemas.DeadLetter.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Avro's schemas say of what bytes and numbers mean: the writer's word counts. */
class AvroMeaningTest {

  private static final String AMOUNT =
      "{'name': 'n', 'type': ['null', {'type': 'bytes', 'logicalType': 'decimal', 'precision': 10, 'scale': 2}]}";
  private static final UUID ID = UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");

  private static ByteBuffer unscaled(String number) {
    return ByteBuffer.wrap(new BigDecimal(number).unscaledValue().toByteArray());
  }

  @ParameterizedTest
  @CsvSource({"12.34", "-0.01", "99999999.99", "0.00", "-128.00"})
  void aDecimalIsItsNumber(String number) throws IOException {
    assertThat(plain(schema("n NUMBER"), record(AMOUNT), unscaled(number)))
        .isEqualTo(new Decoded.Good(Event.of(Double.parseDouble(number))));
    assertThat(plain(schema("n TEXT"), record(AMOUNT), unscaled(number)))
        .isEqualTo(new Decoded.Good(Event.of(number)));
    assertThat(plain(schema("n NUMBER"), record(AMOUNT), (Object) null))
        .isEqualTo(new Decoded.Good(Event.of((Object) null)));
  }

  @Test
  void aDecimalMayHaveAFixedSize() throws IOException {
    String record =
        record(
            "{'name': 'n', 'type': {'type': 'fixed', 'name': 'D', 'size': 4, 'logicalType': 'decimal', 'precision': 8, 'scale': 3}}");
    GenericData.Fixed fixed =
        new GenericData.Fixed(
            AvroSchemas.reader(record).getField("n").schema(),
            new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xfb, 0x2e});
    assertThat(plain(schema("n NUMBER"), record, fixed))
        .isEqualTo(new Decoded.Good(Event.of(-1.234)));
  }

  @Test
  void theWritersScaleCounts() throws IOException {
    String writer = record(AMOUNT.replace("'scale': 2", "'scale': 4"));
    assertThat(resolved(schema("n NUMBER"), record(AMOUNT), writer, unscaled("12.3456")))
        .isEqualTo(new Decoded.Good(Event.of(12.3456)));
  }

  @Test
  void connectWritesTheScaleAmongItsParameters() throws IOException {
    String record =
        record(
            "{'name': 'n', 'type': {'type': 'bytes', 'connect.name': 'org.apache.kafka.connect.data.Decimal', 'connect.parameters': {'scale': '3'}}}");
    assertThat(plain(schema("n NUMBER"), record, unscaled("7.125")))
        .isEqualTo(new Decoded.Good(Event.of(7.125)));
  }

  @Test
  void aDecimalWithoutAByteIsSetAside() throws IOException {
    assertBad(
        plain(schema("n NUMBER"), record(AMOUNT), ByteBuffer.allocate(0)), Reason.WRONG_TYPE, "n");
  }

  @Test
  void textIsTheNumberItSays() throws IOException {
    String record = record("{'name': 'n', 'type': ['null', 'string']}");
    assertThat(plain(schema("n NUMBER"), record, "12.34"))
        .isEqualTo(new Decoded.Good(Event.of(12.34)));
    assertThat(plain(schema("n BOOLEAN"), record, "1")).isEqualTo(new Decoded.Good(Event.of(true)));
    assertBad(plain(schema("n NUMBER"), record, "twelve"), Reason.WRONG_TYPE, "n");
  }

  @Test
  void aUuidIsTextAsTextAndAsBytes() throws IOException {
    String text = record("{'name': 'n', 'type': {'type': 'string', 'logicalType': 'uuid'}}");
    assertThat(plain(schema("n TEXT"), text, ID.toString()))
        .isEqualTo(new Decoded.Good(Event.of(ID.toString())));
    String fixed =
        record(
            "{'name': 'n', 'type': {'type': 'fixed', 'name': 'U', 'size': 16, 'logicalType': 'uuid'}}");
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(ID.getMostSignificantBits())
            .putLong(ID.getLeastSignificantBits())
            .array();
    GenericData.Fixed value =
        new GenericData.Fixed(AvroSchemas.reader(fixed).getField("n").schema(), bytes);
    assertThat(plain(schema("n TEXT"), fixed, value))
        .isEqualTo(new Decoded.Good(Event.of(ID.toString())));
  }

  @Test
  void otherBytesAreHexadecimalDigitsWhereTextIsWanted() throws IOException {
    assertThat(
            plain(
                schema("n TEXT"),
                record("{'name': 'n', 'type': 'bytes'}"),
                ByteBuffer.wrap(new byte[] {0, (byte) 0xab, 0x7f})))
        .isEqualTo(new Decoded.Good(Event.of("00ab7f")));
  }

  @Test
  void anArrayMayHaveNullsInItsSchema() throws IOException {
    String record = record("{'name': 'n', 'type': {'type': 'array', 'items': ['null', 'double']}}");
    Decoded read = plain(schema("n NUMBERS"), record, List.of(1.0, 2.5));
    assertThat(((Decoded.Good) read).event().numbers(0)).containsExactly(1f, 2.5f);
    assertBad(
        plain(schema("n NUMBERS"), record, Arrays.asList(1.0, null, 2.0)), Reason.WRONG_TYPE, "n");
  }

  @ParameterizedTest
  @CsvSource({
    "long, connect.name, io.debezium.time.MicroTimestamp, 1709280000123456, 2024-03-01T08:00:00.123Z",
    "long, connect.name, io.debezium.time.NanoTimestamp, 1709280000123456789, 2024-03-01T08:00:00.123Z",
    "long, connect.name, io.debezium.time.Timestamp, 1709280000123, 2024-03-01T08:00:00.123Z",
    "int, connect.name, io.debezium.time.Date, 19783, 2024-03-01T05:00:00Z",
    "long, connect.name, org.apache.kafka.connect.data.Timestamp, 1709280000123, 2024-03-01T08:00:00.123Z",
    "int, connect.name, org.apache.kafka.connect.data.Date, 19783, 2024-03-01T05:00:00Z",
    "int, connect.name, org.apache.kafka.connect.data.Time, 3600000, 1970-01-01T06:00:00Z",
    "long, connect.name, io.debezium.time.MicroTime, 3600000000, 1970-01-01T06:00:00Z",
    "int, logicalType, time-millis, 3600000, 1970-01-01T06:00:00Z",
    "long, logicalType, time-micros, 3600000000, 1970-01-01T06:00:00Z",
    "long, logicalType, local-timestamp-micros, 1709280000123456, 2024-03-01T13:00:00.123Z",
  })
  void timesCountAsTheirNameSays(String type, String key, String name, long value, String time)
      throws IOException {
    String record =
        record("{'name': 't', 'type': {'type': '%s', '%s': '%s'}}".formatted(type, key, name));
    Object written = type.equals("int") ? (Object) (int) value : (Object) value;
    assertThat(plain(schema("t TIME"), record, written))
        .isEqualTo(new Decoded.Good(Event.of(Instant.parse(time).toEpochMilli())));
  }

  @Test
  void debeziumsZonedTimestampIsText() throws IOException {
    String record =
        record(
            "{'name': 't', 'type': {'type': 'string', 'connect.name': 'io.debezium.time.ZonedTimestamp'}}");
    assertThat(plain(schema("t TIME"), record, "2024-03-01T08:00:00.123456Z"))
        .isEqualTo(
            new Decoded.Good(Event.of(Instant.parse("2024-03-01T08:00:00.123Z").toEpochMilli())));
  }

  @Test
  void eachBranchOfAUnionHasItsUnit() throws IOException {
    String record =
        record(
            "{'name': 't', 'type': ['null', {'type': 'int', 'logicalType': 'date'}, {'type': 'long', 'logicalType': 'timestamp-micros'}]}");
    long midnight =
        LocalDate.of(2024, 3, 1).atStartOfDay(AvroRecords.ZONE).toInstant().toEpochMilli();
    assertThat(plain(schema("t TIME"), record, 19783))
        .isEqualTo(new Decoded.Good(Event.of(midnight)));
    assertThat(plain(schema("t TIME"), record, 1709280000000000L))
        .isEqualTo(new Decoded.Good(Event.of(1709280000000L)));
    String reader =
        record("{'name': 't', 'type': {'type': 'long', 'logicalType': 'timestamp-millis'}}");
    assertThat(resolved(schema("t TIME"), reader, record, 19783))
        .as("a reader of one branch")
        .isEqualTo(new Decoded.Good(Event.of(midnight)));
    assertThat(resolved(schema("t TIME"), reader, record, 1709280000000000L))
        .isEqualTo(new Decoded.Good(Event.of(1709280000000L)));
  }

  @Test
  void whatIsWrittenAsBytesIsReadBack() {
    String record =
        record(
            AMOUNT,
            "{'name': 'd', 'type': {'type': 'fixed', 'name': 'D', 'size': 6, 'logicalType': 'decimal', 'precision': 8, 'scale': 3}}",
            "{'name': 'u', 'type': {'type': 'fixed', 'name': 'U', 'size': 16, 'logicalType': 'uuid'}}",
            "{'name': 'b', 'type': 'bytes'}");
    var schema = schema("n NUMBER", "d TEXT", "u TEXT", "b TEXT");
    Event event = Event.of(-12.5, "-1.234", ID.toString(), "00ab7f");
    byte[] written = EventWriters.avro(record).write(schema, event);
    assertThat(EventDecoders.avro(schema, record).decode(written, null))
        .isEqualTo(new Decoded.Good(event));
  }

  @Test
  void whereTheWriterSaysNoUnitTheReaderDoes() throws IOException {
    String reader =
        record("{'name': 't', 'type': {'type': 'long', 'logicalType': 'timestamp-micros'}}");
    String writer = record("{'name': 't', 'type': 'long'}");
    assertThat(resolved(schema("t TIME"), reader, writer, 1709280000000000L))
        .isEqualTo(new Decoded.Good(Event.of(1709280000000L)));
  }

  @Test
  void anEnumThatGrewIsReadAsAvroHasIt() throws IOException {
    String reader =
        record(
            "{'name': 'n', 'type': {'type': 'enum', 'name': 'E', 'symbols': ['A', 'OTHER'], 'default': 'OTHER'}}");
    String writer =
        record("{'name': 'n', 'type': {'type': 'enum', 'name': 'shop.E', 'symbols': ['B', 'A']}}");
    var symbols = AvroSchemas.reader(writer).getField("n").schema();
    assertThat(resolved(schema("n TEXT"), reader, writer, new GenericData.EnumSymbol(symbols, "B")))
        .isEqualTo(new Decoded.Good(Event.of("OTHER")));
    assertThat(resolved(schema("n TEXT"), reader, writer, new GenericData.EnumSymbol(symbols, "A")))
        .isEqualTo(new Decoded.Good(Event.of("A")));
  }
}
