package io.gradstream.workbench.infer;

import java.util.Map;
import java.util.Optional;

/**
 * The topic that a spec is inferred from.
 *
 * @param learner the name it is to have
 * @param avro how its records are written, when they are not JSON
 */
public record TopicOrigin(String topic, String learner, Optional<Avro> avro) {

  /**
   * Avro in Confluent framing.
   *
   * @param schemaFile where the reader's schema is to stand, beside the spec
   */
  public record Avro(String schemaFile, String schema, String registry) {}

  /** A learner's name from a topic's: its letters and digits. */
  public static String learnerOf(String topic) {
    return SpecText.learner(topic);
  }

  Map<String, String> files() {
    return avro.map(known -> Map.of(known.schemaFile(), known.schema())).orElse(Map.of());
  }

  /** What {@code events} says beside topic, time and id. */
  String format() {
    return avro.map(
            known ->
                ", format: avro, schema: %s, registry: %s"
                    .formatted(
                        SpecText.scalar(known.schemaFile()), SpecText.quoted(known.registry())))
        .orElse("");
  }
}
