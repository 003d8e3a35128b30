package io.gradstream.learning.spec;

import io.gradstream.learning.spec.LearnerSpec.LearnSpec;
import io.gradstream.learning.spec.LearnerSpec.LimitsSpec;
import io.gradstream.learning.spec.LearnerSpec.PublishSpec;
import io.gradstream.network.OptimizerSpec;
import java.time.Duration;

/** Reads the parts of a valid spec that depend on no other: learn, publish, limits. */
final class Settings {

  private Settings() {}

  static LearnSpec learn(Section learn) {
    return new LearnSpec(optimizer(learn.section("optimizer")), learn.whole("batch"));
  }

  private static OptimizerSpec optimizer(Section optimizer) {
    Section sgd = optimizer.section("sgd");
    if (optimizer.isWritten("sgd")) {
      return new OptimizerSpec.Sgd(number(sgd, "learningRate"));
    }
    Section momentum = optimizer.section("momentum");
    if (optimizer.isWritten("momentum")) {
      return new OptimizerSpec.Momentum(
          number(momentum, "learningRate"), number(momentum, "momentum"));
    }
    Section adam = optimizer.section("adam");
    return new OptimizerSpec.Adam(
        number(adam, "learningRate"),
        number(adam, "beta1"),
        number(adam, "beta2"),
        number(adam, "epsilon"));
  }

  private static float number(Section section, String key) {
    return section.get(key, Double.class).floatValue();
  }

  static PublishSpec publish(Section publish) {
    Section snapshots = publish.section("snapshots");
    return new PublishSpec(
        snapshots.get("every", Duration.class),
        snapshots.whole("atMostPerSecond"),
        publish.get("predictions", Boolean.class),
        publish.get("delivery", String.class).equals("exactly-once"),
        snapshots.whole("inlineBytes"));
  }

  static LimitsSpec limits(Section limits) {
    return new LimitsSpec(
        limits.whole("keys"),
        limits.whole("categories"),
        limits.whole("waiting"),
        limits.whole("recordBytes"));
  }
}
