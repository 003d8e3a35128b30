package io.gradstream.faults.poison;

import io.gradstream.features.decode.EventWriter;
import io.gradstream.features.decode.EventWriters;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Makes events of the registry's writers, and labels. Used by one thread. */
final class Measures {

  private static final EventSchema FIELDS = fields(FieldType.NUMBER);
  private static final EventSchema FIELDS_WITH_TEXT = fields(FieldType.TEXT);

  private final List<EventWriter> writers = new ArrayList<>(); // by schema id less one

  Measures() {
    for (int id = 1; id <= DamagedLearner.SCHEMAS; id++) {
      writers.add(EventWriters.confluentAvro(DamagedLearner.schema(id), id));
    }
  }

  private static EventSchema fields(FieldType size) {
    return new EventSchema(
        List.of(
            new EventField("id", FieldType.TEXT, false),
            new EventField("at", FieldType.TIME, true),
            new EventField("size", size, true),
            new EventField("kind", FieldType.TEXT, false)),
        ZoneOffset.UTC);
  }

  /** A good event; two writers take turns. */
  byte[] event(long number, String id, long at) {
    return event(1 + (int) (number % 2), id, at, number % 13, "kind-" + number % 5);
  }

  byte[] event(String id, long at, double size) {
    return event(1, id, at, size, "kind-0");
  }

  byte[] event(int schema, String id, long at, double size, String kind) {
    return writers.get(schema - 1).write(FIELDS, Event.of(id, at, size, kind));
  }

  byte[] eventWithText(int schema, String id, long at, String size) {
    return writers.get(schema - 1).write(FIELDS_WITH_TEXT, Event.of(id, at, size, "kind-0"));
  }

  static byte[] label(long number, String id, long known) {
    return label(id, known, number % 13 > 6 ? "high" : "low");
  }

  static byte[] label(String id, long known, String level) {
    return json("{\"id\": \"%s\", \"known\": %d, \"level\": \"%s\"}".formatted(id, known, level));
  }

  static byte[] json(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
