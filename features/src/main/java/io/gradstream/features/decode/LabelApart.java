package io.gradstream.features.decode;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads events that hold their own label, so that a label of no use does not cost its event: that
 * one is read again without it. Not so where the event must have the field for something else. Not
 * thread safe.
 *
 * @param <R> what an event is read from
 */
public final class LabelApart<R> {

  /**
   * What was read.
   *
   * @param label what is wrong with it, where that is all that is wrong; missing in the event then
   */
  public record Reading(Decoded event, Optional<Decoded.Bad> label) {}

  private final Function<R, Decoded> whole;
  private final int label; // index of its field; -1 where there is none of its own
  private final String name;
  private final Optional<Function<R, Decoded>> rest;

  /**
   * @param label name of the field; of one that is not in the schema, or must be there, nothing is
   *     forgiven
   * @param readers reads the fields of a schema
   */
  public LabelApart(
      EventSchema schema, String label, Function<EventSchema, Function<R, Decoded>> readers) {
    int index = schema.indexOf(label);
    this.whole = readers.apply(schema);
    this.label = index >= 0 && !schema.fields().get(index).required() ? index : -1;
    this.name = label;
    this.rest = this.label < 0 ? Optional.empty() : Optional.of(readers.apply(without(schema)));
  }

  private EventSchema without(EventSchema schema) {
    List<EventField> fields = new ArrayList<>(schema.fields());
    fields.remove(label);
    return new EventSchema(fields, schema.zone());
  }

  public Reading read(R record) {
    Decoded decoded = whole.apply(record);
    if (rest.isPresent() && decoded instanceof Decoded.Bad bad && isOfLabel(bad.field())) {
      Decoded event = rest.get().apply(record);
      if (event instanceof Decoded.Good good) {
        return new Reading(new Decoded.Good(withNoLabel(good.event())), Optional.of(bad));
      }
      return new Reading(event, Optional.empty());
    }
    return new Reading(decoded, Optional.empty());
  }

  /** Of the field, or of what it lies within. */
  private boolean isOfLabel(String field) {
    return !field.isEmpty() && (name.equals(field) || name.startsWith(field + "."));
  }

  private Event withNoLabel(Event event) {
    Object[] values = new Object[event.size() + 1];
    for (int i = 0; i < event.size(); i++) {
      values[i < label ? i : i + 1] = event.value(i);
    }
    return Event.owning(values);
  }
}
