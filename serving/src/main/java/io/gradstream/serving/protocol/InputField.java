package io.gradstream.serving.protocol;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.EpochUnit;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.FieldType;
import io.gradstream.model.ModelSpec;
import io.gradstream.serving.protocol.Datatype.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A field of the event that a query gives as a tensor.
 *
 * @param index in the event's schema
 * @param shape of an array, as a feature reads it; empty for a single value
 */
record InputField(int index, EventField field, List<Integer> shape) {

  /** The fields that the features read and the one that picks the model, in the event's order. */
  static List<InputField> of(ModelSpec spec) {
    Set<String> needed = spec.needed();
    List<InputField> inputs = new ArrayList<>();
    List<EventField> fields = spec.events().fields();
    for (int index = 0; index < fields.size(); index++) {
      if (needed.contains(fields.get(index).name())) {
        inputs.add(new InputField(index, fields.get(index), shape(fields.get(index), spec)));
      }
    }
    return inputs;
  }

  private static List<Integer> shape(EventField field, ModelSpec spec) {
    return spec.features().stream()
        .filter(feature -> feature.field().equals(field.name()))
        .filter(FeatureSpec.Numbers.class::isInstance)
        .map(feature -> ((FeatureSpec.Numbers) feature).shape())
        .findFirst()
        .orElse(List.of());
  }

  String name() {
    return field.name();
  }

  /** The data types the field may come in, the one to prefer first. */
  List<Datatype> datatypes() {
    return switch (field.type()) {
      case NUMBER -> anyOf(Datatype.FP64, type -> type.kind() != Kind.TRUTH);
      case BOOLEAN -> anyOf(Datatype.BOOL, type -> true);
      case TEXT -> anyOf(Datatype.BYTES, type -> type.kind() != Kind.TRUTH);
      case TIME -> anyOf(Datatype.INT64, type -> type.kind() != Kind.TRUTH);
      case NUMBERS ->
          anyOf(
              field.medium().isPresent() ? Datatype.BYTES : Datatype.FP32,
              type -> type.kind() != Kind.TRUTH);
    };
  }

  private static List<Datatype> anyOf(Datatype preferred, Predicate<Datatype> taken) {
    Stream<Datatype> others =
        Arrays.stream(Datatype.values()).filter(type -> type != preferred).filter(taken);
    return Stream.concat(Stream.of(preferred), others).toList();
  }

  /** Whether a tensor of the type gives an array as so many elements. */
  boolean isArrayOf(Datatype datatype) {
    return field.type() == FieldType.NUMBERS && datatype != Datatype.BYTES;
  }

  private String unit() {
    return field.unit().map(EpochUnit::written).orElse("milliseconds");
  }

  /** For instance {@code scheduled (INT64 epoch milliseconds or BYTES ISO 8601)}. */
  @Override
  public String toString() {
    return switch (field.type()) {
      case NUMBER -> name() + " (FP64, or any type of numbers)";
      case BOOLEAN -> name() + " (BOOL, 1 and 0 in any type of numbers, or BYTES)";
      case TEXT -> name() + " (BYTES, or whole numbers)";
      case TIME -> "%s (INT64 epoch %s or BYTES ISO 8601)".formatted(name(), unit());
      case NUMBERS -> "%s %s (%s)".formatted(name(), shape, array());
    };
  }

  private String array() {
    return field
        .medium()
        .map(
            medium ->
                "BYTES base64 of %s; or, read already, any type of numbers"
                    .formatted(medium.expected()))
        .orElse("FP32, any type of numbers, or BYTES base64");
  }
}
