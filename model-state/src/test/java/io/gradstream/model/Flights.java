package io.gradstream.model;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.FeatureSpec.TimePart;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.model.targets.BinaryTarget;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.PartitionProgress;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.Version;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A small learner of every kind of feature, and snapshots of it. */
final class Flights {

  static final Target LATE = new BinaryTarget("delayMinutes > 15");
  static final Target CAUSE = new MultiClassTarget(List.of("none", "weather", "carrier"));
  static final Target MINUTES = new RegressionTarget("delayMinutes");

  static final Lineage LINEAGE =
      new Lineage(
          Optional.of(new Position(981_000_000_000L, "flights", 1, 4711)),
          9000,
          3,
          List.of(
              new PartitionProgress("flights", 0, 4690, -1),
              new PartitionProgress("flights", 1, 4711, 4713)));

  /** Of a model that went back to version 2.11. */
  static final Lineage LINEAGE_WITH_SOURCE =
      new Lineage(
          LINEAGE.learnedThrough(),
          LINEAGE.examples(),
          LINEAGE.skipped(),
          LINEAGE.partitions(),
          Optional.of(new Version(2, 11)));

  private Flights() {}

  static ModelSpec spec(Target target) {
    return new ModelSpec(
        "flight-delays",
        7,
        new EventSchema(
            List.of(
                new EventField("scheduled", FieldType.TIME, true),
                new EventField("distance", FieldType.NUMBER, false),
                new EventField("origin", FieldType.TEXT, false),
                new EventField("holiday", FieldType.BOOLEAN, false)),
            ZoneId.of("America/Chicago")),
        Optional.of("origin"),
        List.of(
            new FeatureSpec.TimeParts(
                "scheduled", List.of(TimePart.TIME_OF_DAY, TimePart.DAY_OF_WEEK)),
            new FeatureSpec.Numeric("distance"),
            new FeatureSpec.Category("origin", 3, 8),
            new FeatureSpec.Flag("holiday")),
        target,
        List.of(
            new LayerSpec.DenseSpec(6, Activation.RELU),
            new LayerSpec.DenseSpec(4, Activation.TANH)));
  }

  static Event event(long scheduled, Double distance, String origin, Boolean holiday) {
    return Event.of(scheduled, distance, origin, holiday);
  }

  /** Three events: all fields there, a value never seen, everything missing that may be. */
  static List<Event> events() {
    return List.of(
        event(981_000_000_000L, 733.0, "ORD", true),
        event(981_040_000_000L, 2475.0, "JFK", false),
        event(981_080_000_000L, null, null, null));
  }

  /** A snapshot no network made: for what only handles bytes. */
  static ModelSnapshot handMade(Target target, float... weights) {
    return new ModelSnapshot(
        spec(target),
        "ORD/ü",
        new Version(3, 1200),
        LINEAGE,
        new byte[] {1, 2, 3},
        List.of(new byte[] {4}, new byte[0]),
        new byte[] {5, 6},
        weights);
  }
}
