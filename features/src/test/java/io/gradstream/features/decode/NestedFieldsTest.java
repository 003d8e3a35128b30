package io.gradstream.features.decode;

import static io.gradstream.features.decode.DecoderContractTest.assertBad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.schemas.DeadLetter.Reason;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields within objects, records and maps, by their path. */
class NestedFieldsTest {

  private static final String PLACE =
      """
      {"type": "record", "name": "Place", "fields": [
        {"name": "lat", "type": "double"},
        {"name": "zone", "type": ["null", "string"], "default": null},
        {"name": "more", "type": {"type": "map", "values": "long"}}]}
      """;

  private static final String TRIP =
      """
      {"type": "record", "name": "Trip", "fields": [
        {"name": "id", "type": "string"},
        {"name": "pickup", "type": %s},
        {"name": "notes", "type": {"type": "array", "items": "string"}},
        {"name": "dropoff", "type": ["null", "Place"], "default": null},
        {"name": "tags", "type": {"type": "map", "values": ["null", "double", "string"]}}]}
      """
          .formatted(PLACE);

  private static final EventSchema FIELDS =
      schema("id TEXT", "pickup.zone TEXT", "dropoff.lat NUMBER", "pickup.more.stops NUMBER");

  @Test
  void usageExample() {
    assertThat(
            json(FIELDS)
                .decode(
                    bytes(
                        "{'id': 'a', 'pickup': {'lat': 1, 'zone': 'x', 'more': {'stops': 3}},"
                            + " 'dropoff': {'lat': 2}}"),
                    null))
        .isEqualTo(new Decoded.Good(Event.of("a", "x", 2.0, 3.0)));
  }

  @Test
  void avroIsWrittenAndReadByTheSamePaths() {
    EventDecoder decoder = EventDecoders.avro(FIELDS, TRIP);
    EventSchema written =
        schema(
            "id TEXT",
            "pickup.lat NUMBER",
            "pickup.zone TEXT",
            "pickup.more.stops NUMBER",
            "pickup.more.other NUMBER",
            "notes TEXT",
            "dropoff.lat NUMBER",
            "dropoff.zone TEXT",
            "tags.color TEXT");
    String withoutNotes = TRIP.replaceAll("(?m)^.*\"notes\".*$", "");
    EventWriter writer = EventWriters.avro(withoutNotes);
    EventDecoder own = EventDecoders.avro(FIELDS, withoutNotes);
    assertThat(
            own.decode(
                writer.write(written, Event.of("a", 1.0, "x", 3.0, 4.0, null, 2.0, null, "red")),
                null))
        .isEqualTo(new Decoded.Good(Event.of("a", "x", 2.0, 3.0)));
    assertThat(
            own.decode(
                writer.write(written, Event.of("a", 1.0, null, null, null, null, null, null, null)),
                null))
        .as("a record that is null, a key that is not there")
        .isEqualTo(new Decoded.Good(Event.of("a", null, null, null)));
    assertThat(decoder).isNotNull();
  }

  @Test
  void aMapIsReadByKeyAndByBranch() {
    String schema = TRIP.replaceAll("(?m)^.*\"notes\".*$", "");
    EventSchema fields = schema("tags.color TEXT", "tags.none TEXT");
    EventSchema written =
        schema("id TEXT", "pickup.lat NUMBER", "tags.size NUMBER", "tags.color TEXT");
    byte[] bytes = EventWriters.avro(schema).write(written, Event.of("a", 1.0, 5.0, "red"));
    assertThat(EventDecoders.avro(fields, schema).decode(bytes, null))
        .isEqualTo(new Decoded.Good(Event.of("red", null)));
  }

  @Test
  void whatAWriterHasNotIsMissingOrTheDefault() {
    String old =
        """
        {"type": "record", "name": "Trip", "fields": [
          {"name": "id", "type": "string"},
          {"name": "pickup", "type": {"type": "record", "name": "Place", "fields": [
            {"name": "lat", "type": "float"}]}}]}
        """;
    EventSchema fields =
        schema(
            "id TEXT",
            "pickup.lat NUMBER",
            "pickup.zone TEXT",
            "dropoff.lat NUMBER",
            "pickup.more.x NUMBER");
    byte[] bytes =
        EventWriters.confluentAvro(old, 1)
            .write(schema("id TEXT", "pickup.lat NUMBER"), Event.of("a", 0.5));
    EventDecoder decoder =
        EventDecoders.confluentAvro(fields, TRIP, SchemaRegistry.of(Map.of(1, old)));
    assertThat(decoder.decode(bytes, null))
        .isEqualTo(new Decoded.Good(Event.of("a", 0.5, null, null, null)));
  }

  @Test
  void aWriterWithAnotherTypeThereIsToldByName() {
    String other =
        """
        {"type": "record", "name": "Trip", "fields": [{"name": "pickup", "type": "string"}]}
        """;
    byte[] bytes = EventWriters.confluentAvro(other, 1).write(schema("pickup TEXT"), Event.of("x"));
    EventDecoder decoder =
        EventDecoders.confluentAvro(
            schema("pickup.zone TEXT"), TRIP, SchemaRegistry.of(Map.of(1, other)));
    assertBad(decoder.decode(bytes, null), Reason.WRONG_TYPE, "pickup.zone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "pickup.zon; pickup has no zon, but [lat, zone, more]",
        "zone; Trip has no zone, but [id, pickup, notes, dropoff, tags]",
        "id.x; id is \"string\", no record",
        "notes.x; notes is an array, and no field is looked for in arrays"
      })
  void whatIsNotInTheAvroSchemaIsTold(String field, String why) {
    assertThatThrownBy(() -> EventDecoders.avro(schema(field + " TEXT"), TRIP))
        .hasMessage("field %s is not in the Avro schema Trip: %s", field, why);
  }

  @Test
  void anExactNameGoesBeforeThePath() {
    EventDecoder decoder = json(schema("a.b NUMBER"));
    assertThat(decoder.decode(bytes("{'a.b': 1, 'a': {'b': 2}}"), null)).isEqualTo(good(1.0));
    assertThat(decoder.decode(bytes("{'a': {'b': 2}, 'a.b': 1}"), null)).isEqualTo(good(1.0));
    assertThat(decoder.decode(bytes("{'a': {'b': 2}}"), null)).isEqualTo(good(2.0));
    assertThat(decoder.decode(bytes("{'a': 'other', 'a.b': 1}"), null)).isEqualTo(good(1.0));
  }

  @Test
  void anEscapedDotIsPartOfAName() {
    EventDecoder decoder = json(schema("a\\.b NUMBER", "x.y\\.z NUMBER", "No. NUMBER"));
    assertThat(decoder.decode(bytes("{'a': {'b': 2}, 'a.b': 1, 'x': {'y.z': 3}, 'No.': 4}"), null))
        .isEqualTo(good(1.0, 3.0, 4.0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"{}", "{'pickup': null}", "{'pickup': {}}", "{'pickup': {'zone': null, 'x': [1]}}"})
  void whatIsNotThereIsMissing(String json) {
    assertThat(json(schema("pickup.zone TEXT")).decode(bytes(json), null))
        .isEqualTo(good((Object) null));
    assertBad(
        json(new EventSchema(
                List.of(new EventField("pickup.zone", FieldType.TEXT, true)), ZoneOffset.UTC))
            .decode(bytes(json), null),
        Reason.MISSING_FIELD,
        "pickup.zone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'pickup': 'x'}; pickup must be an object, to hold pickup.at.zone: found 'x'",
        "{'pickup': {'at': [{'zone': 1}]}}; pickup.at must be an object, to hold pickup.at.zone:"
            + " found an array, and no field is looked for in arrays"
      })
  void whatIsNoObjectOnTheWayIsTold(String json, String message) {
    assertThat(json(schema("pickup.at.zone TEXT")).decode(bytes(json), null))
        .isEqualTo(
            new Decoded.Good(
                Event.of((Object) null),
                List.of(new Decoded.Bad(Reason.WRONG_TYPE, "pickup.at.zone", message))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'pickup': {'zone': 'x'}, 'pickup': {'lat': 1}}",
        "{'pickup': {'zone': 'x', 'zone': 'y'}}",
        "{'pickup.zone': 'x', 'pickup.zone': 'y'}"
      })
  void whatComesTwiceIsMalformed(String json) {
    assertBad(
        json(schema("pickup.zone TEXT", "pickup.lat NUMBER")).decode(bytes(json), null),
        Reason.MALFORMED,
        "pickup.zone");
  }

  @Test
  void jsonIsWrittenNestedAndReadBack() {
    EventSchema schema =
        schema("id TEXT", "a.b NUMBER", "x NUMBER", "a.c.d TEXT", "x.y NUMBER", "p\\.q NUMBER");
    Event event = Event.of("1", 2.0, 3.0, null, 4.0, 5.0);
    byte[] written = EventWriters.json().write(schema, event);
    assertThat(new String(written, StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"id\":\"1\",\"a\":{\"b\":2.0,\"c\":{\"d\":null}},\"x\":3.0,\"x.y\":4.0,\"p.q\":5.0}");
    assertThat(json(schema).decode(written, null)).isEqualTo(new Decoded.Good(event));
  }

  private static EventDecoder json(EventSchema schema) {
    return EventDecoders.json(schema);
  }

  private static Decoded good(Object... values) {
    return new Decoded.Good(Event.of(values));
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  /** Fields as {@code NAME TYPE}, none of them required. */
  private static EventSchema schema(String... fields) {
    return new EventSchema(
        Arrays.stream(fields)
            .map(text -> text.split(" "))
            .map(parts -> new EventField(parts[0], FieldType.valueOf(parts[1]), false))
            .toList(),
        ZoneOffset.UTC);
  }
}
