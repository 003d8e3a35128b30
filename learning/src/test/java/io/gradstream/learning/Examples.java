package io.gradstream.learning;

import io.gradstream.features.event.Event;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A stream of examples whose label can be learned: made from a seed. */
public final class Examples {

  /** Places met often, and ten times as many met rarely: more than a category table holds. */
  private static final int PLACES = 4;

  private Examples() {}

  public static List<Example> of(Target target, int count, long seed) {
    Random random = new Random(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double distance = 500 + 300 * random.nextGaussian();
      int place = random.nextInt(random.nextInt(10) == 0 ? 10 * PLACES : PLACES);
      double signal = (distance - 500) / 300 + (place % 2 == 0 ? 1.5 : -1.5);
      Event event =
          Event.of(
              1_000_000L * i,
              random.nextInt(20) == 0 ? null : (Object) distance,
              random.nextInt(20) == 0 ? null : "place" + place);
      examples.add(
          target.isOpen()
              ? Example.named(event, "id" + i, name(signal), position(i))
              : new Example(event, "id" + i, target(target, signal), position(i)));
    }
    return examples;
  }

  private static float target(Target target, double signal) {
    if (target instanceof RegressionTarget) {
      return (float) (1000 + 50 * signal);
    }
    if (target instanceof MultiClassTarget) {
      return signal < -1 ? 0 : signal < 1 ? 1 : 2;
    }
    return signal > 0 ? 1 : 0;
  }

  private static String name(double signal) {
    return signal < -1 ? "a" : signal < 1 ? "b" : "c";
  }

  /** Two partitions take turns. */
  static Position position(int i) {
    return new Position(1_000_000L * i, "events", i % 2, i / 2);
  }
}
