package io.gradstream.serving.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.Output;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.PartitionProgress;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.ServedModel;
import java.time.Duration;
import java.time.Instant;

/** What a learner's models are, as JSON: the spec of all, and the newest version held. */
final class ModelFacts {

  private static final int MOST_PARTITIONS = 64;

  private ModelFacts() {}

  static void put(LearnerModels learner, Instant now, ObjectNode into) {
    learner.spec().ifPresent(spec -> putSpec(spec, into));
    into.put("held", learner.size()).put("bytes", learner.bytes());
    learner
        .borrowNewest()
        .ifPresent(
            model -> {
              try {
                putVersion(model, now, into.putObject("newest"));
              } finally {
                model.giveBack();
              }
            });
  }

  private static void putSpec(ModelSpec spec, ObjectNode into) {
    into.put("seed", spec.seed());
    spec.keyField().ifPresent(field -> into.put("key_field", field));
    NetworkWords.of(spec).forEach(into.putArray(spec.pool().isEmpty() ? "layers" : "members")::add);
    ArrayNode features = into.putArray("features");
    spec.features().stream().map(feature -> feature.field()).distinct().forEach(features::add);
    ArrayNode fields = into.putArray("fields");
    FormField.of(spec).forEach(field -> field.put(fields.addObject()));
  }

  private static void putVersion(ServedModel model, Instant now, ObjectNode into) {
    Lineage lineage = model.lineage();
    into.put("version", model.version().toString());
    into.put("age_ms", Math.max(0, Duration.between(model.published(), now).toMillis()));
    into.put("events_learned", lineage.examples());
    into.put("events_skipped", lineage.skipped());
    lineage.source().ifPresent(source -> into.put("went_back_to", source.toString()));
    ArrayNode partitions = into.putArray("learned");
    for (PartitionProgress progress : lineage.partitions()) {
      if (partitions.size() < MOST_PARTITIONS) {
        partitions
            .addObject()
            .put("partition", progress.topic() + "-" + progress.partition())
            .put("offset", progress.highestLearned());
      }
    }
    ArrayNode outputs = into.putArray("outputs");
    for (Output output : model.target().outputs(model.spec().features())) {
      ArrayNode names = outputs.addObject().put("name", output.name()).putArray("columns");
      if (output instanceof Output.Numbers numbers) {
        numbers.columnNames().forEach(names::add);
      }
    }
  }
}
