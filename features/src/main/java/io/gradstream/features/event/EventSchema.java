package io.gradstream.features.event;

import java.time.ZoneId;
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
