package io.gradstream.serving.models;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.FeatureSpec.TimePart;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.PoolSpec;
import io.gradstream.model.Row;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.targets.BinaryTarget;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.PartitionProgress;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.Version;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A small learner with a field of every type, and models of it that differ with their version. */
public final class Flights {

  public static final String LEARNER = "flight-delays";
  public static final Target LATE = new BinaryTarget("delayMinutes > 15");
  public static final Target CAUSE = new MultiClassTarget(List.of("none", "weather", "carrier"));
  public static final Target MINUTES = new RegressionTarget("delayMinutes");

  public static final Instant PUBLISHED = Instant.parse("2026-01-01T00:00:00Z");

  public static final Lineage LINEAGE =
      new Lineage(
          Optional.of(new Position(981_000_000_000L, "flights", 1, 4711)),
          9000,
          3,
          List.of(
              new PartitionProgress("flights", 0, 4690, -1),
              new PartitionProgress("flights", 1, 4711, 4713)));

  private Flights() {}

  static ModelSpec spec(Target target, Optional<String> keyField) {
    return new ModelSpec(
        LEARNER,
        7,
        new EventSchema(
            List.of(
                new EventField("flightId", FieldType.TEXT, true), // the model does not need it
                new EventField("scheduled", FieldType.TIME, true),
                new EventField("distance", FieldType.NUMBER, false),
                new EventField("origin", FieldType.TEXT, false),
                new EventField("holiday", FieldType.BOOLEAN, false)),
            ZoneId.of("America/Chicago")),
        keyField,
        List.of(
            new FeatureSpec.TimeParts(
                "scheduled", List.of(TimePart.TIME_OF_DAY, TimePart.DAY_OF_WEEK)),
            new FeatureSpec.Numeric("distance"),
            new FeatureSpec.Category("origin", 3, 8),
            new FeatureSpec.Flag("holiday")),
        target,
        List.of(new LayerSpec.DenseSpec(6, Activation.RELU)));
  }

  public static ModelSpec spec(Target target) {
    return spec(target, Optional.empty());
  }

  /** Of several networks, the default ones. */
  public static ModelSpec pool(Target target) {
    ModelSpec flights = spec(target);
    return new ModelSpec(
        flights.learner(),
        flights.seed(),
        flights.events(),
        Optional.empty(),
        flights.features(),
        target,
        List.of(),
        Optional.of(PoolSpec.of(target, flights.features())));
  }

  public static ModelSpec keyedByOrigin() {
    return spec(LATE, Optional.of("origin"));
  }

  public static Event event(Long scheduled, Double distance, String origin, Boolean holiday) {
    return Event.of("AA-1", scheduled, distance, origin, holiday);
  }

  /** A model as training has it: its weights follow from key and version. */
  public static Model trained(ModelSpec spec, String key, Version version) {
    Model model = new Model(spec, key, TrainingSpec.of(new OptimizerSpec.Sgd(0.1f)), 1);
    model.network().reset(spec.seedOf(key + "@" + version));
    Row row = model.rows().newRow();
    for (int i = 0; i < 20; i++) {
      Event event = event(981_000_000_000L + i * 3_600_000L, 90.0 * i, "ORD", i % 2 == 0);
      float label = spec.target().isNumber() ? 10 * i : i % 2;
      model.rows().encodeToLearn(event, label, row, model.pool()::resetRow);
      model.pool().stage(0, row);
      model.network().target(0, i % 2);
      model.network().train(1);
      model.labels().settle(row);
    }
    return model;
  }

  static ModelSnapshot snapshot(ModelSpec spec, String key, Version version) {
    try (Model model = trained(spec, key, version)) {
      return model.snapshot(version, LINEAGE);
    }
  }

  public static ServedModel served(ModelSpec spec, String key, Version version) {
    return served(spec, key, version, PUBLISHED);
  }

  public static ServedModel served(ModelSpec spec, String key, Version version, Instant published) {
    return ServedModel.of(snapshot(spec, key, version), published);
  }

  /** The outputs of each event; nothing when the model is closed. */
  public static Optional<List<double[]>> predict(ServedModel model, List<Event> events) {
    if (!model.borrow()) {
      return Optional.empty();
    }
    List<double[]> outputs = new ArrayList<>();
    model.predict(events, outputs, Long.MAX_VALUE);
    model.giveBack();
    return Optional.of(outputs);
  }

  static SnapshotMessage message(ModelSpec spec, String key, Version version) {
    byte[] bytes = SnapshotCodec.encode(snapshot(spec, key, version));
    return new SnapshotMessage(LEARNER, key, version, LINEAGE, new SnapshotMessage.Inline(bytes));
  }
}
