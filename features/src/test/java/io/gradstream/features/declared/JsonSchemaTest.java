package io.gradstream.features.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.declared.DeclaredField.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSchemaTest {

  private static JsonSchema schema(String text) {
    return JsonSchema.read(text.replace('\'', '"'), Map.of());
  }

  private static DeclaredField field(String text) {
    return schema("{'properties': {'x': %s}}".formatted(text)).declared("x").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type': 'integer'} | NUMBER |",
        "{'type': ['number', 'null']} | NUMBER |",
        "{'type': 'boolean'} | TRUTH |",
        "{'type': 'string'} | TEXT |",
        "{'type': 'string', 'format': 'date-time'} | TIME |",
        "{'type': 'string', 'format': 'date'} | TIME |",
        "{'type': 'string', 'format': 'email'} | TEXT |",
        "{'type': 'integer', 'title': 'io.debezium.time.Date'} | TIME |",
        "{'type': 'string', 'title': 'io.debezium.time.ZonedTimestamp'} | TIME |",
        "{'type': 'string', 'enum': ['high', 'low', null]} | TEXT | high low",
        "{'enum': ['b', 'a']} | TEXT | b a",
        "{'type': 'integer', 'enum': [3, 1]} | NUMBER | 3 1",
        "{'oneOf': [{'const': 'b'}, {'const': 'a'}, {'type': 'null'}]} | TEXT | b a",
        "{'oneOf': [{'enum': ['b']}, {'type': 'string'}]} | TEXT |",
        "{'oneOf': [{'type': 'null'}, {'type': 'string', 'enum': ['b', 'a']}]} | TEXT | b a",
        "{'anyOf': [{'type': 'number'}, {'type': 'string'}]} | OTHER |",
        "{'allOf': [{'type': 'string'}, {'enum': ['b', 'a']}]} | TEXT | b a",
        "{'type': 'string', 'title': 'io.debezium.data.Enum', 'connect.parameters': {'allowed': 'b,a'}} | TEXT | b a",
        "{'type': 'array'} | OTHER |",
        "{} | OTHER |",
        "true | OTHER |",
      })
  void aFieldIsWhatItsSchemaSays(String text, Kind kind, String values) {
    DeclaredField field = text.equals("true") ? field("{'allOf': [true]}") : field(text);
    assertThat(field.kind()).isEqualTo(kind);
    assertThat(field.values()).isEqualTo(values == null ? List.of() : List.of(values.split(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'properties': {'x': {'type': 'string'}}, 'required': ['x']} | false",
        "{'properties': {'x': {'type': 'string'}}} | true",
        "{'properties': {'x': {'type': ['string', 'null']}}, 'required': ['x']} | true",
        "{'properties': {'x': {'type': 'string', 'nullable': true}}, 'required': ['x']} | true",
        "{'properties': {'x': {'oneOf': [{'type': 'null'}, {'type': 'string'}]}}, 'required': ['x']} | true",
      })
  void aFieldIsOptionalUnlessItMustBeThere(String text, boolean optional) {
    assertThat(schema(text).declared("x").orElseThrow().optional()).isEqualTo(optional);
  }

  @Test
  void pathsLeadThroughReferencesChoicesAndMaps() {
    JsonSchema schema =
        schema(
            """
            {'$ref': '#/definitions/row', 'definitions': {
              'row': {'properties': {
                'at': {'anyOf': [{'type': 'null'}, {'$ref': '#place'}]},
                'a.b': {'type': 'boolean'},
                'a': {'properties': {'b': {'type': 'string'}}},
                'counts': {'additionalProperties': {'type': 'integer'}}}},
              'place': {'$id': '#place', 'description': 'Where it was.', 'properties': {
                'up': {'$ref': '#/definitions/place'},
                'zone': {'type': 'string', 'title': 'Zone', 'description': 'Its zone.'}}}}}
            """);
    assertThat(schema.declared("at.zone").orElseThrow().kind()).isEqualTo(Kind.TEXT);
    assertThat(schema.declared("at.zone").orElseThrow().words()).isEqualTo("Zone: Its zone.");
    assertThat(schema.declared("at.up.up.zone").orElseThrow().kind()).isEqualTo(Kind.TEXT);
    assertThat(schema.declared("a.b").orElseThrow().kind()).as("whole").isEqualTo(Kind.TRUTH);
    assertThat(schema.declared("counts.any").orElseThrow().kind()).isEqualTo(Kind.NUMBER);
    assertThat(schema.declared("at.zne")).isEmpty();
    assertThat(schema.within("at").declared("zone")).isPresent();
    assertThat(schema.within("nowhere").declared("zone")).isEmpty();
  }

  @Test
  void referencesAreFoundByNameAndByWhatTheyCallThemselves() {
    Map<String, String> others =
        Map.of(
            "zone.json",
            "{\"$id\": \"http://shop.com/schemas/zone\", \"definitions\": {\"z\": {\"enum\": [\"a\", \"b\"]}}, \"$ref\": \"#/definitions/z\"}");
    for (String ref : List.of("zone.json", "zone", "http://shop.com/schemas/zone#/definitions/z")) {
      JsonSchema schema =
          JsonSchema.read(
              "{\"$id\": \"http://shop.com/schemas/row\", \"properties\": {\"x\": {\"$ref\": \"%s\"}}}"
                  .formatted(ref),
              others);
      assertThat(schema.declared("x").orElseThrow().values()).as(ref).containsExactly("a", "b");
      assertThat(JsonSchema.ofKept(schema.kept()).orElseThrow().declared("x"))
          .as("kept")
          .isEqualTo(schema.declared("x"));
    }
    assertThat(JsonSchema.ofKept("{\"type\": \"record\", \"name\": \"E\", \"fields\": []}"))
        .as("Avro")
        .isEmpty();
  }

  @Test
  void circlesEnd() {
    assertThat(field("{'$ref': '#/properties/x'}").kind()).isEqualTo(Kind.OTHER);
    assertThat(field("{'anyOf': [{'$ref': '#/properties/x'}, {'type': 'null'}]}").optional())
        .isTrue();
    assertThat(schema("{'allOf': [{'$ref': '#'}]}").declared("x.y.z")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'properties': {'x': {'$ref': '#/definitions/none'}}} | $ref \"#/definitions/none\" leads nowhere",
        "{'items': [{'$ref': 'http://shop.com/none.json'}]} | $ref \"http://shop.com/none.json\" leads nowhere",
        "{'$ref': '::'} | $ref \"::\" leads nowhere",
        "'object' | it must be an object",
        "{'a' | Unexpected end",
      })
  void whatIsNoSchemaIsToldSo(String text, String words) {
    assertThatThrownBy(() -> schema(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
    assertThat(schema("{'properties': {'$ref': {'const': {'$ref': '#/none'}}}}").declared("$ref"))
        .as("names and data are no references")
        .isPresent();
  }

  @Test
  void connectsOwnSchemaSaysTheSame() throws IOException {
    byte[] bytes =
        """
        {"type": "struct", "fields": [
          {"type": "string", "optional": true, "field": "s", "doc": "What it is."},
          {"type": "int32", "optional": false, "name": "io.debezium.time.Date", "field": "d"},
          {"type": "map", "optional": false, "keys": {"type": "string"}, "values": {"type": "double"}, "field": "m"},
          {"type": "string", "name": "io.debezium.data.Enum", "parameters": {"allowed": "b,a"}, "field": "e"}]}
        """
            .getBytes(StandardCharsets.UTF_8);
    JsonSchema schema = ConnectSchema.read(bytes, 0, bytes.length);
    assertThat(schema.declared("s").orElseThrow().words()).isEqualTo("What it is.");
    assertThat(schema.declared("s").orElseThrow().optional()).isTrue();
    assertThat(schema.declared("d").orElseThrow().optional()).isFalse();
    assertThat(schema.declared("d").orElseThrow().kind()).isEqualTo(Kind.TIME);
    assertThat(schema.declared("m.any").orElseThrow().kind()).isEqualTo(Kind.NUMBER);
    assertThat(schema.declared("e").orElseThrow().values()).containsExactly("b", "a");
  }
}
