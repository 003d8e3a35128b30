package io.gradstream.features.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldRules;
import io.gradstream.features.event.FieldType;
import java.time.ZoneId;
import java.util.List;

/** What the fuzz tests of all formats read, and what they check of it. */
final class FuzzedEvents {

  private static final int LONGEST_TEXT = 4096; // characters, by the rules of fields

  static final EventSchema SCHEMA =
      new EventSchema(
          List.of(
              new EventField("number", FieldType.NUMBER, true),
              new EventField("flag", FieldType.BOOLEAN, false),
              new EventField("text", FieldType.TEXT, false),
              new EventField("time", FieldType.TIME, false),
              new EventField("two", FieldType.NUMBERS, false, 2),
              new EventField("any", FieldType.NUMBERS, false)),
          ZoneId.of("America/New_York"));

  /** A record that has room for every event of the schema. */
  static final String AVRO =
      """
      {"type": "record", "name": "Row", "fields": [
        {"name": "number", "type": "double"},
        {"name": "flag", "type": ["null", "boolean"], "default": null},
        {"name": "text", "type": ["null", "string"], "default": null},
        {"name": "time", "type": ["null", {"type": "long", "logicalType": "timestamp-millis"}], "default": null},
        {"name": "two", "type": ["null", {"type": "array", "items": "float"}], "default": null},
        {"name": "any", "type": ["null", {"type": "array", "items": "float"}], "default": null}]}
      """;

  private final EventWriter jsonWriter = EventWriters.json();
  private final EventWriter avroWriter = EventWriters.avro(AVRO);
  private final EventDecoder json = EventDecoders.json(SCHEMA);
  private final EventDecoder avro = EventDecoders.avro(SCHEMA, AVRO);

  /** A good event obeys every rule and survives every format; a bad one says what is wrong. */
  void check(Decoded decoded) {
    if (decoded instanceof Decoded.Bad bad) {
      assertThat(bad.reason()).isNotNull();
      assertThat(bad.message()).isNotBlank();
      return;
    }
    Event event = ((Decoded.Good) decoded).event();
    checkValues(event);
    Decoded again = new Decoded.Good(event);
    assertThat(json.decode(jsonWriter.write(SCHEMA, event), null)).isEqualTo(again);
    assertThat(avro.decode(avroWriter.write(SCHEMA, event), null)).isEqualTo(again);
  }

  private static void checkValues(Event event) {
    assertThat(event.size()).isEqualTo(SCHEMA.fields().size());
    assertThat(Math.abs(event.number(0))).isLessThanOrEqualTo(FieldRules.LARGEST_NUMBER);
    assertThat(event.value(1)).isIn(true, false, null);
    if (!event.isMissing(2)) {
      assertThat(event.text(2)).hasSizeLessThanOrEqualTo(LONGEST_TEXT);
    }
    if (!event.isMissing(3)) {
      assertThat(event.time(3)).isBetween(FieldRules.FIRST_YEAR, FieldRules.LAST_YEAR - 1);
    }
    checkArray(event, 4);
    checkArray(event, 5);
  }

  private static void checkArray(Event event, int field) {
    if (event.isMissing(field)) {
      return;
    }
    int length = SCHEMA.fields().get(field).length();
    assertThat(event.numbers(field)).hasSizeLessThanOrEqualTo(EventField.MOST_NUMBERS);
    assertThat(length == 0 || event.numbers(field).length == length).isTrue();
    for (float number : event.numbers(field)) {
      assertThat(Math.abs(number)).isLessThanOrEqualTo((float) FieldRules.LARGEST_NUMBER);
    }
  }
}
