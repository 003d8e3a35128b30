package io.gradstream.serving.protocol;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.FieldType;
import io.gradstream.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A field of the event that a query gives as a tensor.
 *
 * @param index in the event's schema
 * @param shape of an array, as a feature reads it; empty for a single value
 */
record InputField(int index, EventField field, List<Integer> shape) {

  /** The fields that the features read and the one that picks the model, in the event's order. */
  static List<InputField> of(ModelSpec spec) {
    Set<String> needed =
        spec.features().stream().map(FeatureSpec::field).collect(Collectors.toSet());
    spec.keyField().ifPresent(needed::add);
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
      case NUMBER -> List.of(Datatype.FP64, Datatype.FP32, Datatype.INT64, Datatype.INT32);
      case BOOLEAN -> List.of(Datatype.BOOL, Datatype.INT64, Datatype.INT32);
      case TEXT -> List.of(Datatype.BYTES, Datatype.INT64, Datatype.INT32);
      case TIME -> List.of(Datatype.INT64, Datatype.BYTES);
      case NUMBERS ->
          List.of(
              Datatype.FP32,
              Datatype.FP64,
              Datatype.UINT8,
              Datatype.INT32,
              Datatype.INT64,
              Datatype.BYTES);
    };
  }

  /** Whether a tensor of the type gives an array as so many elements. */
  boolean isArrayOf(Datatype datatype) {
    return field.type() == FieldType.NUMBERS && datatype != Datatype.BYTES;
  }

  /** For instance {@code scheduled (INT64 epoch milliseconds or BYTES ISO 8601)}. */
  @Override
  public String toString() {
    String types = datatypes().stream().map(Datatype::name).collect(Collectors.joining(" or "));
    return switch (field.type()) {
      case TIME -> name() + " (INT64 epoch milliseconds or BYTES ISO 8601)";
      case NUMBERS -> "%s %s (%s base64)".formatted(name(), shape, types);
      case NUMBER, BOOLEAN, TEXT -> "%s (%s)".formatted(name(), types);
    };
  }
}
