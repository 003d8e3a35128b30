package io.gradstream.benchmarks.pipeline;

import io.gradstream.learning.spec.SpecBundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The benchmark's learner spec, under a name and on a topic of each run. */
final class SensorLearner {

  private SensorLearner() {}

  /** One network for each sensor. */
  static SpecBundle keyed(String name, String topic) {
    return bundle(name, topic, "key: sensor");
  }

  /** The same without hidden layers: all of a learner's work but a network's. */
  static SpecBundle withoutLayers(String name, String topic) {
    return with("(?m)^network: .*$", "network: []", keyed(name, topic));
  }

  /** The same with what a spec without networks gets, and steps as that has them. */
  static SpecBundle withDefaultPool(String name, String topic) {
    return with("(?m)^(network|learn): .*\\R", "", keyed(name, topic));
  }

  private static SpecBundle with(String line, String other, SpecBundle bundle) {
    return new SpecBundle(bundle.name(), bundle.text().replaceAll(line, other), bundle.files());
  }

  /** One network for all. */
  static SpecBundle single(String name, String topic) {
    return bundle(name, topic, "key: null");
  }

  private static SpecBundle bundle(String name, String topic, String key) {
    String text =
        resource("sensors.yaml")
            .replace("LEARNER", name)
            .replace("TOPIC", topic)
            .replace("KEY", key);
    return new SpecBundle("sensors.yaml", text, Map.of("sensor.avsc", resource("sensor.avsc")));
  }

  private static String resource(String name) {
    try (InputStream in = SensorLearner.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " of the benchmarks' jar", e);
    }
  }
}
