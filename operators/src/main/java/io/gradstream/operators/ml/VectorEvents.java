package io.gradstream.operators.ml;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.ml.linalg.Vector;

/** A feature vector as an event: component i is the field {@code fi}, a number. */
final class VectorEvents {

  private VectorEvents() {}

  static EventSchema schema(int size) {
    List<EventField> fields =
        IntStream.range(0, size)
            .mapToObj(i -> new EventField("f" + i, FieldType.NUMBER, false))
            .toList();
    return new EventSchema(fields, ZoneOffset.UTC);
  }

  static List<FeatureSpec> features(int size) {
    return IntStream.range(0, size)
        .<FeatureSpec>mapToObj(i -> new FeatureSpec.Numeric("f" + i))
        .toList();
  }

  /** Components that are NaN, infinite or beyond the range of a float are missing values. */
  static Event of(Vector vector) {
    Object[] values = new Object[vector.size()];
    for (int i = 0; i < values.length; i++) {
      double value = vector.get(i);
      values[i] = Float.isFinite((float) value) ? value : null;
    }
    return Event.owning(values);
  }
}
