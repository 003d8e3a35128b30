package io.gradstream.jobs;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import java.util.Map;

/** A learner spec for the tests. */
final class TestSpecs {

  static final SpecBundle TRIPS =
      new SpecBundle(
          "trips.yaml",
          """
          specVersion: 1
          learner: trips
          seed: 7
          events: {topic: trips, time: when, id: id}
          labels: {topic: arrivals, id: id, wait: 1h}
          features: [{field: distance, as: numeric}]
          target: {binary: late}
          network: [{dense: 4}]
          limits: {recordBytes: 100000}
          """,
          Map.of());

  private TestSpecs() {}

  static LearnerSpec spec() {
    return SpecReader.read(TRIPS);
  }

  /** The same with another key of its events. */
  static LearnerSpec spec(String key) {
    return SpecReader.read(
        new SpecBundle(
            "trips.yaml", TRIPS.text().replace("id: id}", "id: id, " + key + "}"), Map.of()));
  }
}
