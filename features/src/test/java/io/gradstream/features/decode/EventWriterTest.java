package io.gradstream.features.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.EpochUnit;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventWriterTest {

  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  @Test
  void usageExample() {
    EventSchema schema =
        schema(
            new EventField("n", FieldType.NUMBER, true),
            new EventField("b", FieldType.BOOLEAN, true),
            new EventField("s", FieldType.TEXT, true),
            new EventField("t", FieldType.TIME, true),
            new EventField("m", FieldType.NUMBER, false),
            new EventField("a", FieldType.NUMBERS, true));
    float[] array = {1.5f, -2, 0.1f};
    byte[] written = EventWriters.json().write(schema, Event.of(1.5, true, "x\"", 7L, null, array));
    assertThat(new String(written, StandardCharsets.UTF_8))
        .isEqualTo("{\"n\":1.5,\"b\":true,\"s\":\"x\\\"\",\"t\":7,\"m\":null,\"a\":[1.5,-2,0.1]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}",
        "{\"type\": \"long\", \"logicalType\": \"timestamp-micros\"}",
        "{\"type\": \"long\", \"logicalType\": \"timestamp-nanos\"}",
        "{\"type\": \"long\", \"logicalType\": \"local-timestamp-millis\"}",
        "{\"type\": \"long\", \"logicalType\": \"local-timestamp-micros\"}",
        "{\"type\": \"long\", \"logicalType\": \"local-timestamp-nanos\"}",
        "[\"null\", {\"type\": \"long\", \"logicalType\": \"local-timestamp-millis\"}]",
        "{\"type\": \"int\", \"logicalType\": \"date\"}",
        "\"long\"",
        "\"string\""
      })
  void timesAreReadBackFromEveryType(String type) {
    long localMidnight = 993_960_000_000L; // 2001-07-01 in New York
    assertReadBack(FieldType.TIME, type, localMidnight);
  }

  /** Whose milliseconds no int holds. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SECONDS; int; 1719806400; 1719806400000",
        "DAYS; int; 19905; 1719792000000",
        "DAYS; float; 19905.0; 1719792000000",
        "SECONDS; double; 1.7198064005E9; 1719806400500",
      })
  void aTimeIsWrittenWhereItsNumberFits(EpochUnit unit, String type, String number, long time)
      throws IOException {
    EventSchema schema = schema(new EventField("f", FieldType.TIME, true).in(unit));
    for (String avro : List.of("\"%s\"", "[\"null\", \"%s\", \"string\"]")) {
      String record = record(avro.formatted(type));
      byte[] bytes = EventWriters.avro(record).write(schema, Event.of(time));
      assertThat(
              new GenericDatumReader<>(new Schema.Parser().parse(record))
                  .read(null, DecoderFactory.get().binaryDecoder(bytes, null)))
          .hasToString("{\"f\": " + number + "}");
      assertThat(EventDecoders.avro(schema, record).decode(bytes, null))
          .isEqualTo(new Decoded.Good(Event.of(time)));
    }
  }

  @Test
  void aTimeWhoseNumberDoesNotFitTakesAnotherBranch() {
    assertRefused(FieldType.TIME, "\"int\"", 1_719_806_400_000L);
    assertRefused(FieldType.TIME, "\"float\"", 1_719_806_400_123L);
    assertReadBack(FieldType.TIME, "[\"int\", \"float\", \"double\"]", 1_719_806_400_123L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"int\"", "\"long\"", "\"float\"", "\"double\"", "[\"null\", \"int\"]"})
  void wholeNumbersAreReadBackFromEveryType(String type) {
    assertReadBack(FieldType.NUMBER, type, -77.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"string\"",
        "{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"A\", \"B\"]}",
        "[\"null\", \"double\", \"string\"]"
      })
  void textIsReadBackFromEveryType(String type) {
    assertReadBack(FieldType.TEXT, type, "B");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"bytes\"",
        "{\"type\": \"fixed\", \"name\": \"F\", \"size\": 3}",
        "{\"type\": \"array\", \"items\": \"int\"}",
        "{\"type\": \"array\", \"items\": \"long\"}",
        "{\"type\": \"array\", \"items\": \"float\"}",
        "{\"type\": \"array\", \"items\": \"double\"}",
        "[\"null\", \"bytes\"]"
      })
  void arraysAreReadBackFromEveryType(String type) {
    assertReadBack(FieldType.NUMBERS, type, new float[] {0, 128, 255});
  }

  @Test
  void anArrayTakesTheBranchThatHoldsIt() {
    String either = "[\"bytes\", {\"type\": \"array\", \"items\": \"float\"}]";
    assertReadBack(FieldType.NUMBERS, either, new float[] {0.5f});
    assertReadBack(FieldType.NUMBERS, either, new float[] {256, -1});
  }

  @Test
  void anArrayTheTypeCannotHoldIsCounted() {
    for (String type :
        List.of(
            "\"bytes\"",
            "\"double\"",
            "{\"type\": \"fixed\", \"name\": \"F\", \"size\": 2}",
            "{\"type\": \"array\", \"items\": \"int\"}",
            "{\"type\": \"array\", \"items\": \"string\"}")) {
      EventSchema schema = schema(new EventField("f", FieldType.NUMBERS, true));
      EventWriter writer = EventWriters.avro(record(type));
      Event event = Event.of((Object) new float[] {1, 2.5f, 3});
      assertThatThrownBy(() -> writer.write(schema, event))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("cannot hold 3 numbers");
    }
  }

  @Test
  void aFractionTakesTheBranchThatHoldsIt() {
    assertReadBack(FieldType.NUMBER, "[\"null\", \"int\", \"double\"]", 1.5);
  }

  @Test
  void aFieldTheEventLacksTakesItsDefaultElseNull() {
    String avro =
        """
        {"type": "record", "name": "E", "fields": [
          {"name": "f", "type": "double"},
          {"name": "d", "type": "string", "default": "none"},
          {"name": "o", "type": ["null", "string"]}]}
        """;
    EventSchema written = schema(new EventField("f", FieldType.NUMBER, true));
    EventSchema read =
        schema(
            new EventField("o", FieldType.TEXT, false), new EventField("d", FieldType.TEXT, true));
    byte[] bytes = EventWriters.avro(avro).write(written, Event.of(1.0));
    assertThat(EventDecoders.avro(read, avro).decode(bytes, null))
        .isEqualTo(new Decoded.Good(Event.of(null, "none")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"int\"", "[\"null\", \"long\"]", "\"float\"", "\"double\""})
  void aFlagIsOneOrZeroWhereTheSchemaHasANumber(String type) {
    String avro =
        "{\"type\": \"record\", \"name\": \"E\", \"fields\": [{\"name\": \"f\", \"type\": "
            + type
            + "}]}";
    EventSchema flag = schema(new EventField("f", FieldType.BOOLEAN, false));
    byte[] bytes = EventWriters.avro(avro).write(flag, Event.of(true));
    assertThat(EventDecoders.avro(flag, avro).decode(bytes, null))
        .isEqualTo(new Decoded.Good(Event.of(true)));
  }

  @Test
  void aValueTheTypeCannotHoldIsNamed() {
    assertRefused(FieldType.NUMBER, "\"int\"", 1.5);
    assertRefused(FieldType.NUMBER, "\"int\"", 3e9);
    assertRefused(FieldType.NUMBER, "\"long\"", Double.NaN);
    assertRefused(FieldType.NUMBER, "\"boolean\"", 1.0);
    assertRefused(FieldType.NUMBER, "\"double\"", null);
    assertRefused(FieldType.TEXT, "[\"null\", \"double\"]", "x");
    assertRefused(
        FieldType.TEXT, "{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"A\"]}", "B");
  }

  @Test
  void anEventThatCannotBeWrittenLeavesNothingBehind() {
    EventSchema schema =
        schema(
            new EventField("f", FieldType.TEXT, true), new EventField("g", FieldType.NUMBER, true));
    EventWriter writer =
        EventWriters.avro(
            """
            {"type": "record", "name": "E", "fields": [
              {"name": "f", "type": "string"}, {"name": "g", "type": "int"}]}
            """);
    byte[] expected = writer.write(schema, Event.of("x", 1.0));
    assertThatThrownBy(() -> writer.write(schema, Event.of("x", 1.5)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(writer.write(schema, Event.of("x", 1.0))).isEqualTo(expected);
  }

  @Test
  void onlyRecordsAreWritten() {
    assertThatThrownBy(() -> EventWriters.avro("\"string\""))
        .hasMessageContaining("an event's schema is a record");
  }

  private static void assertReadBack(FieldType type, String avroType, Object value) {
    EventSchema schema = schema(new EventField("f", type, true));
    byte[] bytes = EventWriters.avro(record(avroType)).write(schema, Event.of(value));
    assertThat(EventDecoders.avro(schema, record(avroType)).decode(bytes, null))
        .isEqualTo(new Decoded.Good(Event.of(value)));
  }

  private static void assertRefused(FieldType type, String avroType, Object value) {
    EventSchema schema = schema(new EventField("f", type, true));
    EventWriter writer = EventWriters.avro(record(avroType));
    assertThatThrownBy(() -> writer.write(schema, Event.owning(new Object[] {value})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("field f")
        .hasMessageEndingWith("hold " + value);
  }

  private static String record(String type) {
    return "{\"type\": \"record\", \"name\": \"Written\", \"fields\": [{\"name\": \"f\", \"type\": "
        + type
        + "}]}";
  }

  private static EventSchema schema(EventField... fields) {
    return new EventSchema(List.of(fields), ZONE);
  }
}
