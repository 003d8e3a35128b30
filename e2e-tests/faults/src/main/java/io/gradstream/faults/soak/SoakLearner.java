package io.gradstream.faults.soak;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The soak's learner: many model keys, Avro events, late labels in JSON. */
final class SoakLearner {

  static final int SCHEMA_ID = 1;

  private static final String KEY = "key: machine";
  private static final String NETWORK =
      "network: [{dense: 32, activation: relu}, {dense: 16, activation: relu}]";
  private static final String LARGE_NETWORK =
      "network: [{dense: 1024, activation: relu}, {dense: 1024, activation: relu}]";

  private SoakLearner() {}

  /** A small network for each machine. */
  static LearnerSpec small() {
    return read(resource("soak.yaml"));
  }

  /** One network so large that more events than it can learn are soon made. */
  static LearnerSpec large() {
    return read(resource("soak.yaml").replace(KEY, "key: null").replace(NETWORK, LARGE_NETWORK));
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
