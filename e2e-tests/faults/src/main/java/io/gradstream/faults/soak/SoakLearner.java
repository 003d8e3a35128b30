package io.gradstream.faults.soak;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.SpecReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The soak's learner: many model keys, Avro events, late labels in JSON. */
final class SoakLearner {

  static final int SCHEMA_ID = 1;

  private static final String HIDDEN =
      "network: [{dense: 32, activation: relu}, {dense: 16, activation: relu}]";
  private static final String HEAVY =
      "network: [{dense: 512, activation: relu}, {dense: 512, activation: relu}]";

  private SoakLearner() {}

  /** Small networks, as for a steady load. */
  static LearnerSpec small() {
    return read(resource("soak.yaml"));
  }

  /** Networks large enough that a flood of them can be made on the machine that learns it. */
  static LearnerSpec heavy() {
    return read(resource("soak.yaml").replace(HIDDEN, HEAVY));
  }

  static String eventSchema() {
    return resource("reading.avsc");
  }

  private static LearnerSpec read(String text) {
    String schema = eventSchema();
    return SpecReader.read(
        new SpecBundle(
            "soak.yaml",
            text,
            Map.of("reading.avsc", schema, "registry/" + SCHEMA_ID + ".avsc", schema)));
  }

  private static String resource(String name) {
    try (InputStream in = SoakLearner.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " of this jar", e);
    }
  }
}
