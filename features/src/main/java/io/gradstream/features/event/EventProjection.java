package io.gradstream.features.event;

import java.util.List;

/**
 * Events of one schema as events of another: a field goes by its name; one that is not there, or is
 * of another type or length there, is missing.
 */
public final class EventProjection {

  private static final int MISSING = -1;

  private final int[] sources; // [to.fields()]: index in from, or MISSING
  private final boolean changesNothing;

  public EventProjection(EventSchema from, EventSchema to) {
    List<EventField> fields = to.fields();
    sources = fields.stream().mapToInt(field -> source(field, from)).toArray();
    changesNothing = isIdentity(from.fields().size());
  }

  private static int source(EventField field, EventSchema from) {
    int index = from.indexOf(field.name());
    if (index == MISSING) {
      return MISSING;
    }
    EventField source = from.fields().get(index);
    boolean same = source.type() == field.type() && source.length() == field.length();
    return same ? index : MISSING;
  }

  private boolean isIdentity(int fields) {
    boolean identity = fields == sources.length;
    for (int i = 0; i < sources.length; i++) {
      identity &= sources[i] == i;
    }
    return identity;
  }

  /** Whether every event stays as it is. */
  public boolean changesNothing() {
    return changesNothing;
  }

  public Event project(Event event) {
    if (changesNothing) {
      return event;
    }
    Object[] values = new Object[sources.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = sources[i] == MISSING ? null : event.value(sources[i]);
    }
    return Event.owning(values);
  }
}
