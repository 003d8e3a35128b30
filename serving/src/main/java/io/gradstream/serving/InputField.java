package io.gradstream.serving;

import io.gradstream.features.EventField;
import io.gradstream.features.FeatureSpec;
import io.gradstream.features.FieldType;
import io.gradstream.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A field of the event that a query gives as a tensor.
 *
 * @param index in the event's schema
 */
record InputField(int index, EventField field) {

  /** The fields that the features read and the one that picks the model, in the event's order. */
  static List<InputField> of(ModelSpec spec) {
    Set<String> needed =
        spec.features().stream().map(FeatureSpec::field).collect(Collectors.toSet());
    spec.keyField().ifPresent(needed::add);
    List<InputField> inputs = new ArrayList<>();
    List<EventField> fields = spec.events().fields();
    for (int index = 0; index < fields.size(); index++) {
      if (needed.contains(fields.get(index).name())) {
        inputs.add(new InputField(index, fields.get(index)));
      }
    }
    return inputs;
  }

  String name() {
    return field.name();
  }

  /** The data types the field may come in, the one to prefer first. */
  List<Datatype> datatypes() {
    return switch (field.type()) {
      case NUMBER -> List.of(Datatype.FP64, Datatype.FP32, Datatype.INT64, Datatype.INT32);
      case BOOLEAN -> List.of(Datatype.BOOL);
      case TEXT -> List.of(Datatype.BYTES);
      case TIME -> List.of(Datatype.INT64, Datatype.BYTES);
    };
  }

  /** For instance {@code scheduled (INT64 epoch milliseconds or BYTES ISO 8601)}. */
  @Override
  public String toString() {
    String types =
        field.type() == FieldType.TIME
            ? "INT64 epoch milliseconds or BYTES ISO 8601"
            : datatypes().stream().map(Datatype::name).collect(Collectors.joining(" or "));
    return "%s (%s)".formatted(name(), types);
  }
}
