package io.gradstream.learning.spec.read;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import java.util.Map;

/** Specs for tests, and the files they name. */
public final class Specs {

  private static final String TIME = "{\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}";

  static final String FLIGHT_SCHEMA =
      record(
          field("flightId", "\"long\""),
          field("scheduled", TIME),
          field("distance", "[\"null\", \"int\"]"),
          field("airline", "\"string\""),
          field("origin", "\"string\""));

  public static final String ARRIVAL_SCHEMA =
      record(
          field("flightId", "\"long\""), field("landed", TIME), field("delayMinutes", "\"int\""));

  public static final Map<String, String> FLIGHT_FILES =
      Map.of(
          "flight.avsc", FLIGHT_SCHEMA,
          "arrival.avsc", ARRIVAL_SCHEMA,
          "registry/1.avsc", FLIGHT_SCHEMA,
          "registry/2.avsc", ARRIVAL_SCHEMA);

  /** All that must be said. */
  public static final String MINIMAL =
      """
      learner: smallest
      events: {topic: clicks}
      features: [{field: seconds, as: numeric}]
      target: {binary: bought}
      """;

  /** The flights as JSON: keys written in blocks, so that a test may add lines. */
  static final String FLIGHTS =
      """
      learner: flights
      features:
        - {field: distance, as: numeric}
        - {field: origin, as: category}
      target: {binary: "delayMinutes > 15"}
      """;

  private Specs() {}

  public static LearnerSpec read(String text) {
    return read(Map.of(), text);
  }

  public static LearnerSpec read(Map<String, String> files, String text) {
    return SpecReader.read(new SpecBundle("spec.yaml", text, files));
  }

  static String record(String... fields) {
    return "{\"type\": \"record\", \"name\": \"Row\", \"fields\": ["
        + String.join(", ", fields)
        + "]}";
  }

  static String field(String name, String type) {
    return "{\"name\": \"%s\", \"type\": %s}".formatted(name, type);
  }
}
