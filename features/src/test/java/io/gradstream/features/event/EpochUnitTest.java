package io.gradstream.features.event;

import static io.gradstream.features.decode.DecoderContractTest.broken;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.decode.EventDecoders;
import io.gradstream.features.decode.EventWriters;
import io.gradstream.schemas.DeadLetter.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers that are times, in every unit, through cells, typed values and JSON. */
class EpochUnitTest {

  private static final long TIME = Instant.parse("2024-03-01T08:00:00.123Z").toEpochMilli();

  private static EventSchema schema(EventField field) {
    return new EventSchema(List.of(field), ZoneOffset.UTC);
  }

  private static EventField time(EpochUnit unit) {
    return new EventField("t", FieldType.TIME, true).in(unit);
  }

  private static Decoded json(EventField field, String value) {
    byte[] bytes = ("{\"t\": " + value + "}").getBytes(StandardCharsets.UTF_8);
    return EventDecoders.json(schema(field)).decode(bytes, null);
  }

  private static Decoded cell(EventField field, String value) {
    return new EventBuilder(schema(field)).setCell(0, value).build();
  }

  @ParameterizedTest
  @CsvSource({
    "SECONDS, 1709280000.123",
    "SECONDS, 1709280000.1234567",
    "SECONDS, 1.709280000123e9",
    "MILLIS, 1709280000123",
    "MILLIS, 1709280000123.75",
    "MICROS, 1709280000123456",
    "MICROS, 1709280000123456.5",
    "NANOS, 1709280000123456789",
  })
  void aNumberIsATimeInItsUnit(EpochUnit unit, String number) {
    Decoded time = new Decoded.Good(Event.of(TIME));
    assertThat(json(time(unit), number)).isEqualTo(time);
    assertThat(json(time(unit), '"' + number + '"')).as("as text").isEqualTo(time);
    assertThat(cell(time(unit), number)).isEqualTo(time);
    Object typed =
        number.matches("[0-9]+") ? (Object) Long.valueOf(number) : (Object) Double.valueOf(number);
    assertThat(new EventBuilder(schema(time(unit))).set(0, typed).build()).isEqualTo(time);
  }

  @ParameterizedTest
  @EnumSource
  void textIsATimeWhateverTheUnit(EpochUnit unit) {
    assertThat(json(time(unit), "\"2024-03-01T08:00:00.123Z\""))
        .isEqualTo(new Decoded.Good(Event.of(TIME)));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsOutOfRangeIsInEveryUnit(EpochUnit unit) {
    for (String absurd : new String[] {"9223372036854775807", "1e300", "-1"}) {
      assertThat(broken(json(time(unit), absurd)).reason())
          .as(absurd)
          .isEqualTo(Reason.OUT_OF_RANGE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1709280000.5, seconds",
    "1709280000123456, micros",
    "1709280000123456789, nanos",
  })
  void whatLooksLikeAnotherUnitSaysSo(String number, String unit) {
    EventField field = new EventField("t", FieldType.TIME, true);
    assertThat(broken(json(field, number)).message())
        .endsWith(
            "; it looks like %s: write `unit: %1$s` where the spec names the field"
                .formatted(unit));
    assertThat(broken(cell(field, number)).message()).contains("unit: " + unit);
  }

  @Test
  void aDateInDigitsThatIsOutOfRangeSaysSo() {
    EventField field = new EventField("t", FieldType.TIME, true);
    assertThat(broken(json(field, "20240131153000")).message())
        .endsWith(
            "; it looks like dates in digits. Write 20240131153000 as text, 2024-01-31T15:30");
  }

  @ParameterizedTest
  @EnumSource
  void aTimeIsTheNumberThatIsReadBack(EpochUnit unit) {
    assertThat(unit.toMillis(unit.ofMillisExactly(TIME))).isEqualTo(TIME);
    long whole = unit == EpochUnit.DAYS ? 86_400_000 : 1_000; // what a fraction is lost of
    assertThat(unit.toMillis(unit.ofMillis(TIME)) / whole).isEqualTo(TIME / whole);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenInAUnitIsReadBack(EpochUnit unit) {
    EventSchema schema = schema(time(unit));
    Event event = Event.of(TIME);
    assertThat(EventDecoders.json(schema).decode(EventWriters.json().write(schema, event), null))
        .isEqualTo(new Decoded.Good(event));
    for (String type : new String[] {"double", "long", "string"}) {
      String avro =
          "{\"type\": \"record\", \"name\": \"T\", \"fields\": [{\"name\": \"t\", \"type\": \"%s\"}]}"
              .formatted(type);
      long kept = type.equals("long") ? unit.toMillis(unit.ofMillis(TIME)) : TIME;
      assertThat(
              EventDecoders.avro(schema, avro)
                  .decode(EventWriters.avro(avro).write(schema, event), null))
          .as(type)
          .isEqualTo(new Decoded.Good(Event.of(kept)));
    }
  }

  @Test
  void wholeMillisecondsBefore1970AreExact() {
    EventField born = new EventField("t", FieldType.TIME, false).in(EpochUnit.MILLIS);
    assertThat(json(born, "-62135596799999.0"))
        .isEqualTo(new Decoded.Good(Event.of(-62_135_596_799_999L)));
  }
}
