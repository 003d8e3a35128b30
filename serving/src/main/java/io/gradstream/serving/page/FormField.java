package io.gradstream.serving.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.EventField;
import io.gradstream.features.media.Medium;
import io.gradstream.features.media.Sound;
import io.gradstream.model.ModelSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A field of the event in the form by which a person asks for a prediction. */
record FormField(EventField field, ModelSpec spec) {

  /** The fields that an answer needs, in the event's order. */
  static List<FormField> of(ModelSpec spec) {
    Set<String> needed = spec.needed();
    return spec.events().fields().stream()
        .filter(field -> needed.contains(field.name()))
        .map(field -> new FormField(field, spec))
        .toList();
  }

  void put(ObjectNode into) {
    into.put("name", field.name()).put("kind", kind()).put("required", field.required());
    if (spec.keyField().filter(field.name()::equals).isPresent()) {
      into.put("key", true);
    }
    ArrayNode shape = into.putArray("shape");
    shape().forEach(shape::add);
  }

  /** What a person gives: the field's type in one word, of bytes what they are. */
  private String kind() {
    return field
        .medium()
        .map(FormField::kind)
        .orElseGet(() -> field.type().name().toLowerCase(Locale.ROOT));
  }

  private static String kind(Medium medium) {
    return medium instanceof Sound ? "sound" : "image";
  }

  /** Of an array, as a feature reads it; empty for a single value. */
  private List<Integer> shape() {
    Optional<List<Integer>> shape =
        spec.features().stream()
            .filter(feature -> feature.field().equals(field.name()))
            .filter(FeatureSpec.Numbers.class::isInstance)
            .map(feature -> ((FeatureSpec.Numbers) feature).shape())
            .findFirst();
    return shape.orElse(List.of());
  }
}
