package io.gradstream.workbench.infer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.features.declared.JsonSchema;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a schema says of fields goes before what their first values look like. */
class DeclaredInferenceTest {

  private static final String REGISTRY = "http://r:8081";
  private static final String CLASSES =
      "target: {classes: [\"low\", \"mid\", \"high\", \"top\"], field: y}\n";

  @TempDir private Path folder;

  private static List<JsonNode> records(IntFunction<String> record) {
    List<JsonNode> objects = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      try {
        objects.add(new ObjectMapper().readTree(record.apply(i).replace('\'', '"')));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return objects;
  }

  private static InferredSpec infer(
      TopicOrigin.Registered schema, IntFunction<String> record, String target) {
    TopicOrigin origin = new TopicOrigin("t", "t", Optional.ofNullable(schema));
    return SpecInference.infer(new TopicSample(origin, records(record)), Wanted.of(target));
  }

  private static TopicOrigin.Registered json(String properties) {
    String text = "{'properties': {%s}}".formatted(properties).replace('\'', '"');
    return new TopicOrigin.Json(JsonSchema.read(text, Map.of()), REGISTRY);
  }

  private static String label(int i) {
    return List.of("mid", "high", "low").get(i % 3);
  }

  @Test
  void theSymbolsOfAnAvroEnumAreTheClasses() {
    String schema =
        """
        {"type": "record", "name": "R", "fields": [
          {"name": "x", "type": "double"},
          {"name": "y", "aliases": ["z"], "type": ["null", {"type": "enum", "name": "Y",
            "symbols": ["low", "mid", "high", "top"], "default": "low"}]}]}
        """;
    InferredSpec inferred =
        infer(
            new TopicOrigin.Avro("t.avsc", schema, REGISTRY),
            i -> "{'x': %d.5, 'y': '%s'}".formatted(i * 7 % 31, label(i)),
            "y");
    assertThat(inferred.yaml()).endsWith(CLASSES);
    assertThat(inferred.spec().target().field()).isEqualTo("y");
  }

  @Test
  void theValuesOfAJsonSchemasEnumAreTheClassesAsAnArffFilesAre() throws IOException {
    InferredSpec inferred =
        infer(
            json("'y': {'enum': ['low', 'mid', 'high', 'top']}"),
            i -> "{'x': %d.5, 'y': '%s'}".formatted(i * 7 % 31, label(i)),
            "y");
    StringBuilder arff =
        new StringBuilder(
            "@relation r\n@attribute x numeric\n@attribute y {low, mid, high, top}\n@data\n");
    for (int i = 0; i < 100; i++) {
      arff.append("%d.5,%s\n".formatted(i * 7 % 31, label(i)));
    }
    Path file = Files.writeString(folder.resolve("r.arff"), arff);
    assertThat(inferred.yaml()).endsWith(CLASSES);
    assertThat(SpecInference.infer(InputFile.of(file), Wanted.of("y"), 100).yaml())
        .endsWith(CLASSES);
  }

  @Test
  void aJsonSchemaSaysWhatValuesMean() {
    InferredSpec inferred =
        infer(
            json(
                "'at': {'type': 'integer', 'title': 'io.debezium.time.MicroTimestamp', 'connect.type': 'int64'},"
                    + "'born': {'oneOf': [{'type': 'null'}, {'type': 'integer', 'title': 'io.debezium.time.Date', 'connect.type': 'int32'}]},"
                    + "'opens': {'type': 'integer', 'title': 'io.debezium.time.MicroTime', 'connect.type': 'int64'},"
                    + "'amount': {'type': 'string', 'title': 'org.apache.kafka.connect.data.Decimal', 'connect.type': 'bytes', 'connect.parameters': {'scale': '2'}},"
                    + "'grade': {'type': 'integer', 'enum': [1, 2, 3], 'description': 'As the shop\\nhas it.'},"
                    + "'y': {'type': 'boolean'}"),
            i ->
                "{'at': %d, 'born': %d, 'opens': %d, 'amount': '%s', 'grade': %d, 'y': %b}"
                    .formatted(
                        1_709_280_000_000_000L + i * 3_600_000_000L,
                        19_000 + i * 7 % 31,
                        (i * 7 % 24) * 3_600_000_000L,
                        List.of("BNI=", "AfQ=", "ZA==").get(i % 3),
                        1 + i % 3,
                        i % 5 == 0),
            "y");
    assertThat(inferred.yaml().lines().filter(line -> !line.startsWith("#")))
        .containsExactly(
            "specVersion: 1",
            "learner: t",
            "events: {topic: t, registry: \"http://r:8081\"}",
            "features:",
            "  - {field: amount, as: numeric}",
            "  - {field: amount, as: category}",
            "  - {field: grade, as: category} # As the shop has it.",
            "  - {field: at, as: [timeOfDay, dayOfWeek]}",
            "  - {field: born, as: [dayOfWeek]}",
            "  - {field: opens, as: [timeOfDay]}",
            "target: {binary: y}");
    assertThat(inferred.notes()).anyMatch(note -> note.contains("2 columns hold times"));
    assertThat(inferred.spec().events().format().registryUrl()).contains(REGISTRY);
  }

  @Test
  void aRegisteredTimeOfDayIsNoEventsTime() {
    InferredSpec inferred =
        infer(
            json("'opens': {'type': 'integer', 'title': 'io.debezium.time.Time'}"),
            i ->
                "{'at': '2024-03-01T%02d:%02d:00Z', 'opens': %d, 'x': %d.5}"
                    .formatted(i / 60, i % 60, i * 7 % 24 * 3_600_000, i * 3 % 17),
            "x");
    assertThat(inferred.yaml())
        .contains("events: {topic: t, time: at, registry:", "{field: opens, as: [timeOfDay]}");
  }

  @Test
  void theEnvelopesOfConnectAndDebeziumAreSeenAndTheirSchemasRead() {
    String field =
        "{'type': 'int32', 'optional': false, 'name': 'io.debezium.time.Date', 'field': 'born'}";
    String row = "{'x': %d.5, 'born': %d, 'y': %b}";
    InferredSpec connects =
        infer(
            null,
            i ->
                "{'schema': {'type': 'struct', 'fields': [%s]}, 'payload': %s}"
                    .formatted(field, row.formatted(i * 7 % 31, 19_000 + i * 5 % 23, i % 4 == 0)),
            "y");
    InferredSpec debeziums =
        infer(
            null,
            i ->
                "{'schema': {'type': 'struct', 'fields': [{'type': 'struct', 'field': 'after', 'fields': [%s]}]}, 'payload': {'op': '%s', 'before': null, 'after': %s}}"
                    .formatted(
                        field,
                        i % 10 == 0 ? "d" : "c",
                        i % 10 == 0
                            ? "null"
                            : row.formatted(i * 7 % 31, 19_000 + i * 5 % 23, i % 4 == 0)),
            "y");
    assertThat(connects.yaml()).contains("events: {topic: t, time: born, envelope: connect}");
    assertThat(debeziums.yaml()).contains("events: {topic: t, time: born, envelope: debezium}");
    for (InferredSpec inferred : List.of(connects, debeziums)) {
      assertThat(inferred.yaml())
          .contains("{field: x, as: numeric}", "{field: born, as: [dayOfWeek]}");
      assertThat(inferred.notes()).anyMatch(note -> note.startsWith("the fields are in `"));
    }
  }
}
