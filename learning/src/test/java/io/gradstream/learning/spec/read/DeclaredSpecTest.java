package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gradstream.features.decode.Envelope;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.EpochUnit;
import io.gradstream.features.event.Event;
import io.gradstream.learning.spec.LabelsSpec.OwnTopic;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.StreamFormat;
import io.gradstream.learning.spec.StreamFormat.HttpRegistryAt;
import io.gradstream.learning.spec.StreamFormat.SchemasById;
import io.gradstream.learning.spec.TargetRule;
import io.gradstream.learning.spec.TopicRecords;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.schemas.ConfluentFraming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a spec leaves to the schemas of its records. */
class DeclaredSpecTest {

  private static final String SCHEMA =
      """
      {"type": "record", "name": "R", "fields": [
        {"name": "id", "type": "string"},
        {"name": "x", "type": "double"},
        {"name": "y", "aliases": ["z"], "type": ["null", {"type": "enum", "name": "Y",
          "symbols": ["mid", "low", "top"], "default": "low"}]},
        {"name": "all", "type": {"type": "enum", "name": "A", "symbols": ["one"]}}]}
      """;
  private static final String DAYS =
      "{\"properties\": {\"born\": {\"type\": \"integer\", \"title\": \"io.debezium.time.Date\"}}}";

  @TempDir private Path folder;

  private static LearnerSpec read(String events, String target) {
    return Specs.read(Map.of("r.avsc", SCHEMA), text(events, "x, as: numeric", target));
  }

  private static String text(String events, String feature, String target) {
    return """
        learner: r
        events: {topic: r, %s}
        features: [{field: %s}]
        target: %s
        """
        .formatted(events, feature, target);
  }

  private static String errors(String events, String target) {
    return catchThrowableOfType(InvalidSpecException.class, () -> read(events, target))
        .getMessage();
  }

  @Test
  void theClassesMayBeTheSymbolsOfTheLabelsEnum() {
    String events = "format: avro-plain, schema: r.avsc";
    LearnerSpec spec = read(events, "{classes: schema, field: y}");
    assertThat(spec.target())
        .isEqualTo(new TargetRule.ClassName("y", List.of("mid", "low", "top")));
    assertThat(spec.model())
        .isEqualTo(read(events, "{classes: [mid, low, top], field: y}").model());
    assertThat(read(events, "{classes: [low, mid], field: y}").target())
        .as("what is written goes first")
        .isEqualTo(new TargetRule.ClassName("y", List.of("low", "mid")));
    assertThat(
            read(events, "{classes: schema, field: y, classWeights: [1, 2, 3]}").model().target())
        .isEqualTo(
            read(events, "{classes: [mid, low, top], field: y, classWeights: [1, 2, 3]}")
                .model()
                .target());
  }

  @Test
  void ofLabelsOnATopicOfTheirOwnItIsTheirSchema() {
    String spec =
        text("id: id", "x, as: numeric", "{classes: schema, field: y}")
            + "labels: {topic: l, id: id, format: avro-plain, schema: r.avsc}\n";
    assertThat(Specs.read(Map.of("r.avsc", SCHEMA), spec).target())
        .isEqualTo(new TargetRule.ClassName("y", List.of("mid", "low", "top")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "format: avro-plain, schema: r.avsc | x | x has no enum",
        "format: avro-plain, schema: r.avsc | all | all has 1 symbols",
        "format: json | y | y has no enum",
      })
  void withoutSuchAnEnumTheClassesMustBeListed(String events, String field, String found) {
    assertThat(errors(events, "{classes: schema, field: %s}".formatted(field)))
        .contains(
            "spec.yaml:4: target.classes must be listed where the label's schema is no Avro enum of"
                + " 2 to 1000 symbols: "
                + found
                + ". Write them, for instance [low, high], or as they come: {atMost: 20}.");
  }

  @Test
  void theIdsOfJsonLeadToARegistryWhereItIsNamed() {
    String target = "{regression: z}";
    assertThat(read("format: json", target).events().format()).isEqualTo(new StreamFormat.Json());
    assertThat(read("registry: 'http://r:8081/'", target).events().format())
        .isEqualTo(
            new StreamFormat.Json(Envelope.NONE, Optional.of(new HttpRegistryAt("http://r:8081"))));
    assertThat(errors("format: avro-plain, schema: r.avsc, registry: r", target))
        .contains("`format: avro-plain` has no schema ids");
    assertThat(errors("registry: none", target))
        .contains("must lead to schemas, for format json: none", "files such as 1.json");
  }

  @Test
  void labelsOfJsonHaveTheRegistryOfJson() {
    String labels = "labels: {topic: l, id: id}\n";
    String registry = "registry: 'http://r:8081', id: id";
    LearnerSpec json =
        Specs.read(Map.of(), text(registry, "x, as: numeric", "{regression: y}") + labels);
    LearnerSpec avro =
        Specs.read(
            Map.of("r.avsc", SCHEMA),
            text(registry + ", format: avro, schema: r.avsc", "x, as: numeric", "{regression: y}")
                + labels.replace("id: id", "id: id, format: json"));
    assertThat(((OwnTopic) json.labels()).format().registryUrl()).contains("http://r:8081");
    assertThat(((OwnTopic) avro.labels()).format()).isEqualTo(new StreamFormat.Json());
  }

  @Test
  void aFolderOfJsonSchemasTravelsWithTheSpec() throws IOException {
    Files.createDirectories(folder.resolve("schemas"));
    Files.writeString(folder.resolve("schemas/9.json"), DAYS);
    Files.writeString(folder.resolve("schemas/9.avsc"), SCHEMA);
    Path file =
        Files.writeString(
            folder.resolve("spec.yaml"),
            "specVersion: 1\n"
                + text("registry: schemas, time: born", "born, as: dayOfWeek", "{binary: y}"));
    LearnerSpec spec = SpecReader.read(file);
    assertThat(spec.events().format())
        .isEqualTo(
            new StreamFormat.Json(Envelope.NONE, Optional.of(new SchemasById(Map.of(9, DAYS)))));
    byte[] row = "{\"born\": 19783, \"y\": true}".getBytes(StandardCharsets.UTF_8);
    assertThat(
            TopicRecords.decoder(spec.events().format(), spec.model().events(), 1000)
                .decode(ConfluentFraming.frame(9, row), null))
        .isEqualTo(new Decoded.Good(Event.of(19783 * 86_400_000L, true)));
    Files.writeString(folder.resolve("schemas/10.json"), "{\"$ref\": \"#/none\"}");
    assertThat(catchThrowableOfType(InvalidSpecException.class, () -> SpecReader.read(file)))
        .hasMessageContaining("schemas/10.json: $ref \"#/none\" leads nowhere");
  }

  @Test
  void daysAreAUnit() {
    LearnerSpec spec =
        Specs.read(Map.of(), text("time: born, unit: days", "x, as: numeric", "{regression: z}"));
    assertThat(spec.model().events().fields().get(0).unit()).contains(EpochUnit.DAYS);
    byte[] row = "{\"born\": 19783, \"x\": 1, \"z\": 2}".getBytes(StandardCharsets.UTF_8);
    assertThat(
            TopicRecords.decoder(spec.events().format(), spec.model().events(), 1000)
                .decode(row, null))
        .isEqualTo(new Decoded.Good(Event.of(19783 * 86_400_000L, 1.0, 2.0)));
  }
}
