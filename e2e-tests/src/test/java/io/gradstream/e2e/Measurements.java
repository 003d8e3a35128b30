package io.gradstream.e2e;

import io.gradstream.features.decode.EventWriter;
import io.gradstream.features.decode.EventWriters;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.StreamFormat;
import io.gradstream.learning.spec.StreamFormat.ConfluentAvro;
import io.gradstream.learning.spec.StreamFormat.SchemasById;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes events and labels of the tests' learners. */
final class Measurements {

  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final EventSchema FIELDS =
      new EventSchema(
          Stream.of(
                  new EventField("id", FieldType.TEXT, true),
                  new EventField("at", FieldType.TIME, true),
                  new EventField("size", FieldType.NUMBER, true),
                  new EventField("kind", FieldType.TEXT, false),
                  new EventField("place", FieldType.TEXT, false))
              .toList(),
          ZoneOffset.UTC);

  /**
   * One for each schema of the registry, which the events take turns in, lowest id first; of JSON
   * there is one.
   */
  private final List<EventWriter> writers = new ArrayList<>();

  Measurements(LearnerSpec spec) {
    StreamFormat format = spec.events().format();
    if (format instanceof ConfluentAvro avro && avro.registry() instanceof SchemasById folder) {
      new TreeMap<>(folder.schemas())
          .forEach((id, text) -> writers.add(EventWriters.confluentAvro(text, id)));
    } else {
      writers.add(EventWriters.json());
    }
  }

  /** Epoch milliseconds of a minute after the start. */
  static long time(int minute) {
    return START + minute * 60_000L;
  }

  /**
   * A data file.
   *
   * @param known how many minutes after its event a label is
   */
  static String csv(int rows, int known) {
    return IntStream.range(0, rows)
        .mapToObj(
            i ->
                "m-%d,%d,%d,kind-%d,here,%d,%d\n"
                    .formatted(i, time(i), i % 7, i % 4, time(i + known), i % 3 * 10))
        .collect(Collectors.joining("", "id,at,size,kind,place,known,late\n", ""));
  }

  /** An event; the schema changes with its number. */
  byte[] event(int number, String id, int minute) {
    return write(number, id, time(minute), number % 7);
  }

  /** An event of the registry's first schema. */
  byte[] event(String id, long at, double size) {
    return write(0, id, at, size);
  }

  private byte[] write(int number, String id, long at, double size) {
    return writers
        .get(number % writers.size())
        .write(FIELDS, Event.of(id, at, size, "kind-" + number % 4, "here"));
  }

  static byte[] label(String id, int minute, int late) {
    return "{\"id\": \"%s\", \"known\": %d, \"late\": %d}"
        .formatted(id, time(minute), late)
        .getBytes(StandardCharsets.UTF_8);
  }
}
