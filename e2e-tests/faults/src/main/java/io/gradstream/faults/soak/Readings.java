package io.gradstream.faults.soak;

import io.gradstream.features.decode.EventWriter;
import io.gradstream.features.decode.EventWriters;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Makes events of many machines, their labels, and questions about them. Wear follows from the
 * numbers, so there is something to learn. Same seed, same values. Used by one thread.
 */
final class Readings {

  static final int MACHINES = 300;

  private static final int PARTS = 50;
  private static final EventSchema FIELDS =
      new EventSchema(
          List.of(
              new EventField("id", FieldType.TEXT, true),
              new EventField("machine", FieldType.TEXT, true),
              new EventField("at", FieldType.TIME, true),
              new EventField("heat", FieldType.NUMBER, true),
              new EventField("load", FieldType.NUMBER, false),
              new EventField("speed", FieldType.NUMBER, true),
              new EventField("part", FieldType.TEXT, true)),
          ZoneOffset.UTC);

  private final EventWriter writer =
      EventWriters.confluentAvro(SoakLearner.eventSchema(), SoakLearner.SCHEMA_ID);
  private final SplittableRandom random;

  Readings(long seed) {
    random = new SplittableRandom(seed);
  }

  /** An event and what its label will say. */
  record Reading(byte[] event, double wear) {}

  Reading next(String id, long time) {
    double heat = normal();
    double load = normal();
    double speed = normal();
    Double known = random.nextInt(20) == 0 ? null : load; // now and then missing
    Event event =
        Event.of(
            id,
            machine(random.nextInt(MACHINES)),
            time,
            heat,
            known,
            speed,
            "part-" + random.nextInt(PARTS));
    return new Reading(writer.write(FIELDS, event), 0.5 + 0.3 * heat - 0.2 * load * speed);
  }

  private static String machine(int number) {
    return "machine-" + number;
  }

  /** Roughly normal, mean 0. */
  private double normal() {
    return random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
  }

  static byte[] label(String id, long time, double wear) {
    return String.format(
            Locale.ROOT, "{\"id\": \"%s\", \"known\": %d, \"wear\": %.4f}", id, time, wear)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The body of a question about one machine. */
  String question() {
    return String.format(
        Locale.ROOT,
        """
        {"parameters": {"key": "%s"}, "inputs": [
          {"name": "heat", "datatype": "FP64", "shape": [1], "data": [%.3f]},
          {"name": "load", "datatype": "FP64", "shape": [1], "data": [%.3f]},
          {"name": "speed", "datatype": "FP64", "shape": [1], "data": [%.3f]},
          {"name": "at", "datatype": "INT64", "shape": [1], "data": [%d]},
          {"name": "part", "datatype": "BYTES", "shape": [1], "data": ["part-%d"]}]}""",
        machine(random.nextInt(MACHINES)),
        normal(),
        normal(),
        normal(),
        System.currentTimeMillis(),
        random.nextInt(PARTS));
  }
}
