package io.gradstream.faults.poison;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The learner that damaged records are sent to. */
public final class DamagedLearner {

  /** How many schemas writers have, numbered from 1. */
  static final int SCHEMAS = 4;

  private static final String SCHEMA = "measure.avsc";

  private DamagedLearner() {}

  /** Avro events of several writers, labels in JSON. */
  public static LearnerSpec spec() {
    Map<String, String> files = new HashMap<>();
    files.put(SCHEMA, resource(SCHEMA));
    for (int id = 1; id <= SCHEMAS; id++) {
      files.put(fileOf(id), schema(id));
    }
    return SpecReader.read(new SpecBundle("damaged.yaml", resource("damaged.yaml"), files));
  }

  /** The schema of a writer. */
  static String schema(int id) {
    return resource(fileOf(id));
  }

  private static String fileOf(int id) {
    return "registry/" + id + ".avsc";
  }

  private static String resource(String name) {
    try (InputStream in = DamagedLearner.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " of this jar", e);
    }
  }
}
