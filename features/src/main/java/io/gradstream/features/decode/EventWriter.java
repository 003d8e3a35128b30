package io.gradstream.features.decode;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;

/** Writes events as records: the reverse of {@link EventDecoder}. */
@FunctionalInterface
public interface EventWriter {

  /**
   * @param schema the event's fields; may have more or fewer than the format's
   * @return the record's value
   * @throws IllegalArgumentException when the format cannot hold a value, or lacks one it needs
   */
  byte[] write(EventSchema schema, Event event);
}
