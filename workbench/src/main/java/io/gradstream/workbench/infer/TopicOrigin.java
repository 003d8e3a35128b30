package io.gradstream.workbench.infer;

import io.gradstream.features.declared.Declarations;
import io.gradstream.features.declared.JsonSchema;
import io.gradstream.features.decode.AvroDeclared;
import io.gradstream.features.decode.AvroPath;
import io.gradstream.features.decode.AvroSchemas;
import io.gradstream.features.decode.Envelope;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The topic that a spec is inferred from.
 *
 * @param learner the name it is to have
 * @param registered the schema of its records, where a registry has it
 * @param envelope where in its records the fields are
 */
public record TopicOrigin(
    String topic, String learner, Optional<Registered> registered, Envelope envelope) {

  /** A topic whose records hold nothing but fields. */
  public TopicOrigin(String topic, String learner, Optional<Registered> registered) {
    this(topic, learner, registered, Envelope.NONE);
  }

  /** A schema that a registry has for a topic. */
  public sealed interface Registered {

    /** What {@code events} says of it, with a comma in front. */
    String said();

    /** What it declares of the fields within an envelope. */
    Declarations declared(Envelope envelope);
  }

  /**
   * Avro in Confluent framing.
   *
   * @param schemaFile where the reader's schema is to stand, beside the spec
   */
  public record Avro(String schemaFile, String schema, String registry) implements Registered {
    @Override
    public String said() {
      return ", format: avro, schema: %s, registry: %s"
          .formatted(SpecText.scalar(schemaFile), SpecText.quoted(registry));
    }

    @Override
    public Declarations declared(Envelope envelope) {
      Schema record = AvroPath.within(envelope, AvroSchemas.reader(schema));
      return field -> AvroDeclared.of(record, field);
    }
  }

  /** JSON behind the ids of JSON Schemas. */
  public record Json(JsonSchema schema, String registry) implements Registered {
    @Override
    public String said() {
      return ", registry: " + SpecText.quoted(registry);
    }

    @Override
    public Declarations declared(Envelope envelope) {
      return schema.within(envelope.member())::declared;
    }
  }

  /** A learner's name from a topic's: its letters and digits. */
  public static String learnerOf(String topic) {
    return SpecText.learner(topic);
  }

  /** The same, its fields in an envelope. */
  TopicOrigin in(Envelope other) {
    return new TopicOrigin(topic, learner, registered, other);
  }

  boolean isAvro() {
    return registered.filter(Avro.class::isInstance).isPresent();
  }

  Map<String, String> files() {
    return registered
        .filter(Avro.class::isInstance)
        .map(Avro.class::cast)
        .map(avro -> Map.of(avro.schemaFile(), avro.schema()))
        .orElse(Map.of());
  }

  /** What {@code events} says beside topic, time and id. */
  String format() {
    String around = envelope == Envelope.NONE ? "" : ", envelope: " + envelope.written();
    return registered.map(Registered::said).orElse("") + around;
  }
}
