package io.gradstream.features.decode;

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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records here are written by Avro's own generic writer. */
class AvroDecoderTest {

  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final int ID = 3;

  private final Map<Integer, String> schemas = new HashMap<>();

  @Test
  void usageExample() throws IOException {
    String text = record("{'name': 'n', 'type': 'double'}", "{'name': 's', 'type': 'string'}");
    EventDecoder decoder = EventDecoders.avro(schema("n NUMBER", "s TEXT"), text);
    assertThat(decoder.decode(write(text, 1.5, "x"), null))
        .isEqualTo(new Decoded.Good(Event.of(1.5, "x")));
  }

  @Test
  void onlyTheNamedFieldsAreRead() throws IOException {
    String text =
        record(
            "{'name': 'a', 'type': {'type': 'array', 'items': 'string'}}",
            "{'name': 'n', 'type': 'double'}",
            "{'name': 'm', 'type': {'type': 'map', 'values': 'long'}}",
            "{'name': 'u', 'type': ['null', 'bytes']}",
            "{'name': 's', 'type': 'string'}",
            "{'name': 'f', 'type': {'type': 'fixed', 'name': 'F', 'size': 2}}",
            "{'name': 'r', 'type': {'type': 'record', 'name': 'R', 'fields':"
                + " [{'name': 'n', 'type': 'int'}]}}");
    Schema parsed = parse(text);
    GenericData.Record inner = new GenericData.Record(parsed.getField("r").schema());
    inner.put("n", 9);
    byte[] value =
        write(
            text,
            List.of("x", "y"),
            1.5,
            Map.of("k", 1L),
            ByteBuffer.wrap(new byte[5]),
            "s",
            new GenericData.Fixed(parsed.getField("f").schema(), new byte[2]),
            inner);
    assertThat(EventDecoders.avro(schema("s TEXT", "n NUMBER"), text).decode(value, null))
        .isEqualTo(new Decoded.Good(Event.of("s", 1.5)));
  }

  /** Avro's own parser would call itself for each map, until the thread's stack overflows. */
  @Test
  void aRecordThatNestsAsDeepAsItIsLongIsMalformed() {
    String text =
        record(
            "{'name': 'x', 'type': {'type': 'record', 'name': 'Node', 'fields':"
                + " [{'name': 'next', 'type': {'type': 'map', 'values': 'Node'}}]}}",
            "{'name': 'n', 'type': 'double'}");
    byte[] value = new byte[100_000];
    for (int i = 0; i < value.length; i += 2) {
      value[i] = 2; // a map of one, whose key is empty text
    }
    assertBad(
        EventDecoders.avro(schema("n NUMBER"), text).decode(value, null), Reason.MALFORMED, "");
  }

  /** Each type holds the one before it twice; Avro's own parser would write all of them out. */
  @Test
  void aSchemaThatUnfoldsWithoutBoundIsRefused() {
    String doubled = "{'type': 'record', 'name': 'T0', 'fields': [{'name': 'a', 'type': 'int'}]}";
    for (int i = 1; i < 40; i++) {
      doubled =
          "{'type': 'record', 'name': 'T%d', 'fields': [%s, %s]}"
              .formatted(
                  i,
                  "{'name': 'a', 'type': %s}".formatted(doubled),
                  "{'name': 'b', 'type': 'T%d'}".formatted(i - 1));
    }
    String text =
        record("{'name': 'x', 'type': " + doubled + "}", "{'name': 'n', 'type': 'double'}");
    assertThatThrownBy(() -> EventDecoders.avro(schema("n NUMBER"), text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 100000 types");
  }

  @ParameterizedTest
  @CsvSource({"int, 7", "long, 7", "float, 1.5", "double, -1.5"})
  void everyNumberIsANumber(String type, String value) throws IOException {
    Object typed =
        switch (type) {
          case "int" -> Integer.valueOf(value);
          case "long" -> Long.valueOf(value);
          case "float" -> Float.valueOf(value);
          default -> Double.valueOf(value);
        };
    assertThat(decodeOne("n NUMBER", "'" + type + "'", typed))
        .isEqualTo(new Decoded.Good(Event.of(Double.parseDouble(value))));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void numbersAreFinite(double value) throws IOException {
    assertBad(decodeOne("n NUMBER", "'double'", value), Reason.NOT_FINITE, "n");
    assertBad(decodeOne("n NUMBER", "'float'", (float) value), Reason.NOT_FINITE, "n");
    assertBad(decodeOne("n TIME", "'double'", value), Reason.NOT_FINITE, "n");
  }

  @Test
  void enumsAndWholeNumbersAreText() throws IOException {
    String carrier = "{'type': 'enum', 'name': 'Carrier', 'symbols': ['AA', 'DL']}";
    Schema schema = parse(carrier.replace('\'', '"'));
    assertThat(decodeOne("n TEXT", carrier, new GenericData.EnumSymbol(schema, "DL")))
        .isEqualTo(new Decoded.Good(Event.of("DL")));
    assertThat(decodeOne("n TEXT", "'int'", 12)).isEqualTo(new Decoded.Good(Event.of("12")));
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp-millis, 993960000123, 2001-07-01T04:00:00.123Z",
    "timestamp-micros, 993960000123999, 2001-07-01T04:00:00.123Z",
    "timestamp-nanos, 993960000123999999, 2001-07-01T04:00:00.123Z",
    "local-timestamp-millis, 993960000123, 2001-07-01T08:00:00.123Z",
    "local-timestamp-micros, 993960000123999, 2001-07-01T08:00:00.123Z",
    "local-timestamp-nanos, 993960000123999999, 2001-07-01T08:00:00.123Z",
    "unheard-of, 993960000123, 2001-07-01T04:00:00.123Z",
  })
  void logicalTypesAreTimes(String logical, long value, String time) throws IOException {
    String type = "{'type': 'long', 'logicalType': '" + logical + "'}";
    Decoded expected = new Decoded.Good(Event.of(Instant.parse(time).toEpochMilli()));
    assertThat(decodeOne("n TIME", type, value)).isEqualTo(expected);
    assertThat(decodeOne("n TIME", "['null', " + type + "]", value)).isEqualTo(expected);
  }

  @Test
  void aDateIsLocalMidnight() throws IOException {
    String type = "{'type': 'int', 'logicalType': 'date'}";
    long midnight = Instant.parse("2001-07-01T04:00:00Z").toEpochMilli();
    assertThat(decodeOne("n TIME", type, 11_504)).isEqualTo(new Decoded.Good(Event.of(midnight)));
    assertBad(decodeOne("n TIME", type, Integer.MAX_VALUE), Reason.OUT_OF_RANGE, "n");
    assertBad(decodeOne("n TIME", type, Integer.MIN_VALUE), Reason.OUT_OF_RANGE, "n");
  }

  @Test
  void aTextMayBeATime() throws IOException {
    assertThat(decodeOne("n TIME", "'string'", "2001-07-01 00:00"))
        .isEqualTo(
            new Decoded.Good(Event.of(Instant.parse("2001-07-01T04:00:00Z").toEpochMilli())));
    assertBad(decodeOne("n TIME", "'string'", "tomorrow"), Reason.WRONG_TYPE, "n");
  }

  @Test
  void anotherBranchOfAUnionIsOfTheWrongType() throws IOException {
    assertThat(decodeOne("n NUMBER", "['string', 'double']", 2.0))
        .isEqualTo(new Decoded.Good(Event.of(2.0)));
    assertBad(decodeOne("n NUMBER", "['string', 'double']", "two"), Reason.WRONG_TYPE, "n");
    assertBad(
        decodeOne("n NUMBER", "['bytes', 'double']", ByteBuffer.wrap(new byte[2])),
        Reason.WRONG_TYPE,
        "n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'int' | 1 | true",
        "['null', 'long'] | 0 | false",
        "'double' | 1 | true",
        "'int' | 2 |",
        "'float' | 0.5 |",
      },
      quoteCharacter = '`')
  void oneAndZeroAreTrueAndFalse(String type, double value, Boolean flag) {
    String text = record("{'name': 'n', 'type': " + type + "}");
    Decoded decoded =
        EventDecoders.avro(schema("n BOOLEAN"), text)
            .decode(
                EventWriters.avro(text.replace('\'', '"'))
                    .write(schema("n NUMBER"), Event.of(value)),
                null);
    if (flag == null) {
      assertBad(decoded, Reason.WRONG_TYPE, "n");
    } else {
      assertThat(decoded).isEqualTo(new Decoded.Good(Event.of(flag)));
    }
  }

  @Test
  void aFieldThatIsNotInTheSchemaIsRefusedAtOnce() {
    assertThatThrownBy(
            () -> EventDecoders.avro(schema("m NUMBER"), record("{'name': 'n', 'type': 'double'}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("field m is not in the Avro schema Event: Event has no m, but [n]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n NUMBER | 'bytes'",
        "n NUMBER | {'type': 'array', 'items': 'double'}",
        "n NUMBER | ['null', 'boolean']",
        "n BOOLEAN | 'bytes'",
        "n NUMBERS | {'type': 'bytes', 'logicalType': 'decimal', 'precision': 4}",
        "n TEXT | 'double'",
        "n TIME | 'boolean'",
        "n TEXT | {'type': 'record', 'name': 'R', 'fields': []}",
        "n NUMBERS | 'double'",
        "n NUMBERS | {'type': 'array', 'items': 'string'}",
        "n NUMBERS | {'type': 'array', 'items': ['null', 'string']}",
        "n NUMBERS | {'type': 'map', 'values': 'float'}",
        "n NUMBERS | {'type': 'fixed', 'name': 'F', 'size': 1000001}",
      },
      quoteCharacter = '`')
  void aFieldThatNoRecordCouldFillIsRefusedAtOnce(String field, String type) {
    String text = record("{'name': 'n', 'type': " + type + "}");
    assertThatThrownBy(() -> EventDecoders.avro(schema(field), text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be read from Avro's");
  }

  @Test
  void anEventsSchemaIsARecord() {
    assertThatThrownBy(() -> EventDecoders.avro(schema("n NUMBER"), "\"string\""))
        .hasMessageContaining("an event's schema is a record");
  }

  // Arrays of numbers.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "int | 1 -2 300",
        "long | 1 -2 123456789012",
        "float | 1.5 -2 0.1",
        "double | 1.5 -2 0.1",
      })
  void anArrayMayBeOfEveryKindOfNumber(String items, String values) throws IOException {
    List<Number> written =
        Arrays.stream(values.split(" ")).map(value -> number(items, value)).toList();
    float[] read = new float[written.size()];
    for (int i = 0; i < read.length; i++) {
      read[i] = written.get(i).floatValue();
    }
    String type = "{'type': 'array', 'items': '" + items + "'}";
    assertThat(decodeOne("n NUMBERS", type, written)).isEqualTo(array(read));
    assertThat(decodeOne("n NUMBERS", "['null', " + type + "]", written)).isEqualTo(array(read));
    String nested = "{'type': 'array', 'items': " + type + "}";
    assertThat(decodeOne("n NUMBERS", nested, List.of(written, List.of(), written)))
        .isEqualTo(array(twice(read)));
  }

  private static Number number(String type, String value) {
    return switch (type) {
      case "int" -> Integer.valueOf(value);
      case "long" -> Long.valueOf(value);
      case "float" -> Float.valueOf(value);
      default -> Double.valueOf(value);
    };
  }

  private static float[] twice(float[] values) {
    float[] twice = Arrays.copyOf(values, 2 * values.length);
    System.arraycopy(values, 0, twice, values.length, values.length);
    return twice;
  }

  @Test
  void bytesAreNumbersWithoutSign() throws IOException {
    byte[] bytes = {0, 1, 127, (byte) 128, (byte) 255};
    Decoded expected = array(0, 1, 127, 128, 255);
    assertThat(decodeOne("n NUMBERS", "'bytes'", ByteBuffer.wrap(bytes))).isEqualTo(expected);
    assertThat(decodeOne("n NUMBERS", "['null', 'bytes']", ByteBuffer.wrap(bytes)))
        .isEqualTo(expected);
    String fixed = "{'type': 'fixed', 'name': 'F', 'size': 5}";
    GenericData.Fixed value = new GenericData.Fixed(parse(fixed.replace('\'', '"')), bytes);
    assertThat(decodeOne("n NUMBERS", fixed, value)).isEqualTo(expected);
    assertThat(decodeOne("n NUMBERS", "'string'", "AAF/gP8=")).isEqualTo(expected);
  }

  @Test
  void aMissingArrayIsMissing() throws IOException {
    assertThat(decodeOne("n NUMBERS", "['null', 'bytes']", null))
        .isEqualTo(new Decoded.Good(Event.of(new Object[] {null})));
    assertBad(decodeOne("n! NUMBERS", "['null', 'bytes']", null), Reason.MISSING_FIELD, "n");
  }

  @Test
  void theItemsOfAnArrayMayBeWidened() throws IOException {
    String reader = record("{'name': 'n', 'type': {'type': 'array', 'items': 'float'}}");
    assertThat(resolve(reader, reader.replace("float", "int"), schema("n NUMBERS"), List.of(1, 2)))
        .isEqualTo(array(1, 2));
  }

  @Test
  void anArrayIsNoNumberAndANumberNoArray() throws IOException {
    String either = "['double', {'type': 'array', 'items': 'double'}]";
    assertBad(decodeOne("n NUMBER", either, List.of(1.0)), Reason.WRONG_TYPE, "n");
    assertBad(decodeOne("n NUMBERS", either, 1.0), Reason.WRONG_TYPE, "n");
    assertBad(
        decodeOne("n NUMBERS", "['bytes', {'type': 'array', 'items': 'string'}]", List.of("1")),
        Reason.WRONG_TYPE,
        "n");
  }

  @Test
  void anArrayInSeveralBlocksIsOne() throws IOException {
    String text = record("{'name': 'n', 'type': {'type': 'array', 'items': 'int'}}");
    byte[] value = {3, 4, 2, 4, 2, 6, 0}; // two of 2 bytes: 1, 2; one: 3; the end
    assertThat(EventDecoders.avro(schema("n NUMBERS"), text).decode(value, null))
        .isEqualTo(array(1, 2, 3));
  }

  private static Decoded array(float... values) {
    return new Decoded.Good(Event.owning(new Object[] {values}));
  }

  // Schemas that change.

  @Test
  void aWriterMayReorderAddAndWidenFields() throws IOException {
    String reader =
        record("{'name': 'n', 'type': 'double'}", "{'name': 's', 'type': ['null', 'string']}");
    String writer =
        record(
            "{'name': 'extra', 'type': {'type': 'array', 'items': 'string'}}",
            "{'name': 's', 'type': 'string'}",
            "{'name': 'n', 'type': 'int'}");
    assertThat(resolve(reader, writer, schema("n NUMBER", "s TEXT"), List.of("a"), "x", 4))
        .isEqualTo(new Decoded.Good(Event.of(4.0, "x")));
  }

  @Test
  void aFieldTheWriterLacksTakesItsDefault() throws IOException {
    String reader =
        record(
            "{'name': 'n', 'type': 'double', 'default': 2.5}",
            "{'name': 's', 'type': ['null', 'string'], 'default': null}",
            "{'name': 'b', 'type': 'boolean'}");
    String writer = record("{'name': 'b', 'type': 'boolean'}");
    assertThat(resolve(reader, writer, schema("b BOOLEAN", "s TEXT", "n NUMBER"), true))
        .isEqualTo(new Decoded.Good(Event.of(true, null, 2.5)));
  }

  @Test
  void aFieldTheWriterLacksWithoutDefaultIsMissing() throws IOException {
    String reader = record("{'name': 'n', 'type': 'double'}", "{'name': 's', 'type': 'string'}");
    String writer = record("{'name': 's', 'type': 'string'}");
    assertThat(resolve(reader, writer, schema("n NUMBER", "s TEXT"), "x"))
        .isEqualTo(new Decoded.Good(Event.of(null, "x")));
    assertBad(
        resolve(reader, writer, schema("n! NUMBER", "s TEXT"), "x"), Reason.MISSING_FIELD, "n");
  }

  @Test
  void aWriterThatHasNoneOfTheFieldsGivesAnEmptyEvent() throws IOException {
    String reader = record("{'name': 'n', 'type': 'double'}");
    String writer = record("{'name': 'x', 'type': 'string'}");
    assertThat(resolve(reader, writer, schema("n NUMBER"), "x"))
        .isEqualTo(new Decoded.Good(Event.of(new Object[] {null})));
  }

  @Test
  void aFieldMayHaveHadAnotherName() throws IOException {
    String reader = record("{'name': 'n', 'aliases': ['old'], 'type': 'double'}");
    String writer = record("{'name': 'old', 'type': 'double'}");
    assertThat(resolve(reader, writer, schema("n NUMBER"), 1.5))
        .isEqualTo(new Decoded.Good(Event.of(1.5)));
  }

  @Test
  void theRecordsOwnNameDoesNotMatter() throws IOException {
    String reader = record("{'name': 'n', 'type': 'double'}");
    String writer = reader.replace("Event", "com.example.Departure");
    assertThat(resolve(reader, writer, schema("n NUMBER"), 1.5))
        .isEqualTo(new Decoded.Good(Event.of(1.5)));
  }

  @Test
  void theWritersUnitOfTimeCounts() throws IOException {
    String reader =
        record("{'name': 't', 'type': {'type': 'long', 'logicalType': 'timestamp-millis'}}");
    String writer = reader.replace("millis", "micros");
    assertThat(resolve(reader, writer, schema("t TIME"), 978_307_200_000_000L))
        .isEqualTo(new Decoded.Good(Event.of(978_307_200_000L)));
  }

  @Test
  void aWriterOfAnotherTypeIsToldByField() throws IOException {
    String reader = record("{'name': 's', 'type': 'string'}", "{'name': 'n', 'type': 'double'}");
    String writer = record("{'name': 's', 'type': 'string'}", "{'name': 'n', 'type': 'string'}");
    assertBad(
        resolve(reader, writer, schema("s TEXT", "n NUMBER"), "x", "one"), Reason.WRONG_TYPE, "n");
  }

  @Test
  void aSymbolTheReaderDoesNotKnowIsOfTheWrongType() throws IOException {
    String reader =
        record("{'name': 'n', 'type': {'type': 'enum', 'name': 'E', 'symbols': ['A']}}");
    String writer = reader.replace("[\"A\"]", "[\"A\", \"B\"]");
    Schema symbols = parse(writer).getField("n").schema();
    assertThat(resolve(reader, writer, schema("n TEXT"), new GenericData.EnumSymbol(symbols, "A")))
        .isEqualTo(new Decoded.Good(Event.of("A")));
    assertBad(
        resolve(reader, writer, schema("n TEXT"), new GenericData.EnumSymbol(symbols, "B")),
        Reason.WRONG_TYPE,
        "n");
  }

  @Test
  void aWriterThatIsNoRecordIsOfTheWrongType() throws IOException {
    schemas.put(ID, "\"string\"");
    EventDecoder decoder = confluent(record("{'name': 'n', 'type': 'double'}"), schema("n NUMBER"));
    assertBad(
        decoder.decode(ConfluentFraming.frame(ID, new byte[] {0}), null), Reason.WRONG_TYPE, "");
  }

  @Test
  void theSchemaIdMayChangeInMidStream() throws IOException {
    String reader = record("{'name': 'n', 'type': 'double'}");
    String second = record("{'name': 'x', 'type': 'string'}", "{'name': 'n', 'type': 'float'}");
    schemas.put(1, reader);
    schemas.put(2, second);
    EventDecoder decoder = confluent(reader, schema("n NUMBER"));
    for (int round = 0; round < 3; round++) {
      assertThat(decoder.decode(ConfluentFraming.frame(1, write(reader, 1.5)), null))
          .isEqualTo(new Decoded.Good(Event.of(1.5)));
      assertThat(decoder.decode(ConfluentFraming.frame(2, write(second, "y", 2.5f)), null))
          .isEqualTo(new Decoded.Good(Event.of(2.5)));
    }
  }

  @Test
  void theSchemaIdMayBeInAHeader() throws IOException {
    String text = record("{'name': 'n', 'type': 'double'}");
    schemas.put(ID, text);
    EventDecoder decoder = confluent(text, schema("n NUMBER"));
    assertThat(decoder.decode(write(text, 1.5), new byte[] {0, 0, 0, 0, ID}))
        .isEqualTo(new Decoded.Good(Event.of(1.5)));
    byte[] guid = new byte[17];
    guid[0] = 1;
    assertBad(decoder.decode(write(text, 1.5), guid), Reason.UNKNOWN_SCHEMA, "");
    assertBad(decoder.decode(write(text, 1.5), new byte[] {5}), Reason.MALFORMED, "");
  }

  @Test
  void anUnknownIdIsNamed() throws IOException {
    String text = record("{'name': 'n', 'type': 'double'}");
    schemas.put(ID, text);
    Decoded decoded =
        confluent(text, schema("n NUMBER"))
            .decode(ConfluentFraming.frame(99, write(text, 1.5)), null);
    assertBad(decoded, Reason.UNKNOWN_SCHEMA, "");
    assertThat(DecoderContractTest.broken(decoded).message()).contains("99");
  }

  @Test
  void aRegistryThatDoesNotAnswerSaysNothingOfTheRecord() {
    EventDecoder decoder =
        EventDecoders.confluentAvro(
            schema("n NUMBER"),
            record("{'name': 'n', 'type': 'double'}"),
            id -> {
              throw new RegistryUnavailableException("away", null);
            });
    assertThatThrownBy(() -> decoder.decode(ConfluentFraming.frame(1, new byte[8]), null))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void wrongMagicIsMalformed() throws IOException {
    String text = record("{'name': 'n', 'type': 'double'}");
    schemas.put(ID, text);
    byte[] framed = ConfluentFraming.frame(ID, write(text, 1.5));
    framed[0] = 1;
    assertBad(confluent(text, schema("n NUMBER")).decode(framed, null), Reason.MALFORMED, "");
  }

  @Test
  void skippedFieldsAreNotBelievedEither() throws IOException {
    String text =
        record(
            "{'name': 'a', 'type': {'type': 'array', 'items': 'null'}}",
            "{'name': 'u', 'type': ['null', 'string', {'type': 'map', 'values': 'bytes'}]}",
            "{'name': 'e', 'type': {'type': 'enum', 'name': 'E', 'symbols': ['A']}}",
            "{'name': 'n', 'type': 'double'}");
    EventDecoder decoder = EventDecoders.avro(schema("n NUMBER"), text);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
    out.writeLong(Long.MAX_VALUE); // items of width zero, more than there are bytes
    assertBad(decoder.decode(bytes.toByteArray(), null), Reason.MALFORMED, "");
    Random random = new Random(5);
    for (int round = 0; round < 20_000; round++) {
      byte[] noise = new byte[random.nextInt(30)];
      random.nextBytes(noise);
      Decoded decoded = decoder.decode(noise, null);
      assertThat(decoded).isNotNull();
    }
  }

  @Test
  void aSkippedFieldMayBeNestedAMillionDeep() {
    String text =
        record(
            "{'name': 'list', 'type': {'type': 'record', 'name': 'Node', 'fields':"
                + " [{'name': 'next', 'type': ['null', 'Node']}]}}",
            "{'name': 'n', 'type': 'double'}");
    byte[] value = new byte[1_000_000 + 1 + Double.BYTES];
    Arrays.fill(value, 0, 1_000_000, (byte) 2); // branch 1, a million times; then null and 0.0
    assertThat(EventDecoders.avro(schema("n NUMBER"), text).decode(value, null))
        .isEqualTo(new Decoded.Good(Event.of(0.0)));
  }

  @Test
  void aDefaultThatBreaksARuleIsToldByField() throws IOException {
    String reader =
        record(
            "{'name': 'n', 'type': 'double', 'default': 1e19}", "{'name': 's', 'type': 'string'}");
    String without = record("{'name': 's', 'type': 'string'}");
    schemas.put(1, without);
    schemas.put(2, reader);
    EventDecoder decoder = confluent(reader, schema("s TEXT", "n NUMBER"));
    for (int round = 0; round < 2; round++) {
      assertBad(
          decoder.decode(ConfluentFraming.frame(1, write(without, "x")), null),
          Reason.OUT_OF_RANGE,
          "n");
      assertThat(decoder.decode(ConfluentFraming.frame(2, write(reader, 1.0, "x")), null))
          .isInstanceOf(Decoded.Good.class);
    }
  }

  private Decoded decodeOne(String field, String type, Object value) throws IOException {
    String text = record("{'name': 'n', 'type': " + type + "}");
    return EventDecoders.avro(schema(field), text).decode(write(text, value), null);
  }

  private Decoded resolve(String reader, String writer, EventSchema schema, Object... values)
      throws IOException {
    schemas.put(ID, writer);
    byte[] framed = ConfluentFraming.frame(ID, write(writer, values));
    return confluent(reader, schema).decode(framed, null);
  }

  private EventDecoder confluent(String reader, EventSchema schema) {
    return EventDecoders.confluentAvro(schema, reader, SchemaRegistry.of(schemas));
  }

  /** Each field as NAME TYPE, with an exclamation mark behind the name of a required one. */
  private static EventSchema schema(String... fields) {
    return new EventSchema(
        Arrays.stream(fields)
            .map(field -> field.split(" "))
            .map(
                parts ->
                    new EventField(
                        parts[0].replace("!", ""),
                        FieldType.valueOf(parts[1]),
                        parts[0].endsWith("!")))
            .toList(),
        ZONE);
  }

  private static String record(String... fields) {
    return "{'type': 'record', 'name': 'Event', 'fields': [%s]}"
        .formatted(String.join(", ", fields))
        .replace('\'', '"');
  }

  private static Schema parse(String text) {
    return new Schema.Parser().parse(text);
  }

  private static byte[] write(String text, Object... values) throws IOException {
    Schema schema = parse(text);
    GenericRecord record = new GenericData.Record(schema);
    for (int i = 0; i < values.length; i++) {
      record.put(i, values[i]);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, out);
    return bytes.toByteArray();
  }
}
