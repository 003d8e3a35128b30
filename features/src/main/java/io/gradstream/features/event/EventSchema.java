package io.gradstream.features.event;

import io.gradstream.features.encode.FeatureSpec;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields a spec reads from an event, in a fixed order.
 *
 * @param zone the zone of local times without one
 */
public record EventSchema(List<EventField> fields, ZoneId zone) {

  public EventSchema {
    fields = List.copyOf(fields);
    Set<String> names = new HashSet<>();
    for (EventField field : fields) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException("a field is named once: " + field.name());
      }
    }
  }

  /**
   * The same fields, those that features read as arrays with the length these need, so that no
   * decoder lets an array of another length through.
   *
   * @throws IllegalArgumentException when two features need a field to have different lengths
   */
  public EventSchema fitting(List<FeatureSpec> features) {
    List<EventField> fitted = new ArrayList<>(fields);
    for (FeatureSpec feature : features) {
      int index = indexOf(feature.field());
      if (feature instanceof FeatureSpec.Numbers numbers
          && index >= 0
          && fields.get(index).type() == FieldType.NUMBERS) {
        fitted.set(index, fitted(fitted.get(index), numbers));
      }
    }
    return new EventSchema(fitted, zone);
  }

  private static EventField fitted(EventField field, FeatureSpec.Numbers feature) {
    if (field.length() != 0 && field.length() != feature.size()) {
      throw new IllegalArgumentException(
          "all features must read %s as one number of values: %d and %d, of shape %s"
              .formatted(field.name(), field.length(), feature.size(), feature.shape()));
    }
    return field.ofLength(feature.size());
  }

  /** Index of the field, or -1. */
  public int indexOf(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
