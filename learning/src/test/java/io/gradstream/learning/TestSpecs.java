package io.gradstream.learning;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.history.HistoryGroup;
import io.gradstream.learning.drift.ladder.DriftConfig;
import io.gradstream.learning.spec.Idle;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.LearnerSpec.EventsSpec;
import io.gradstream.learning.spec.LearnerSpec.Gaps;
import io.gradstream.learning.spec.LearnerSpec.LimitsSpec;
import io.gradstream.learning.spec.LearnerSpec.Order;
import io.gradstream.learning.spec.LearnerSpec.PublishSpec;
import io.gradstream.learning.spec.LeftOut;
import io.gradstream.learning.spec.PublishedForm;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.StartPosition;
import io.gradstream.learning.spec.StreamFormat;
import io.gradstream.learning.spec.TargetRule;
import io.gradstream.model.Anchor;
import io.gradstream.model.MemberSpec;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.PoolSpec;
import io.gradstream.model.targets.BinaryTarget;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.OpenClassTarget;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.StartWeights;
import io.gradstream.network.spec.TrainingSpec;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Learner specs made by hand. */
public final class TestSpecs {

  public static final OptimizerSpec ADAM = new OptimizerSpec.Adam(0.01f, 0.9f, 0.999f, 1e-8f);
  public static final Target BINARY = new BinaryTarget("late");
  static final Target CLASSES = new MultiClassTarget(List.of("a", "b", "c"));
  public static final Target OPEN = new OpenClassTarget(List.of("b"), 5, 0, true);
  public static final Target VALUE = new RegressionTarget("delay");

  private static final EventSchema SCHEMA =
      new EventSchema(
          List.of(
              new EventField("when", FieldType.TIME, true),
              new EventField("distance", FieldType.NUMBER, false),
              new EventField("place", FieldType.TEXT, false)),
          ZoneOffset.UTC);

  private static final List<FeatureSpec> FEATURES =
      List.of(
          new FeatureSpec.TimeParts(
              "when", List.of(FeatureSpec.TimePart.TIME_OF_DAY, FeatureSpec.TimePart.DAY_OF_WEEK)),
          new FeatureSpec.Numeric("distance"),
          // Smaller than the number of places: rows are recycled.
          new FeatureSpec.Category("place", 3, 6));

  private TestSpecs() {}

  public static LearnerSpec of(Target target, OptimizerSpec optimizer, int batch, long seed) {
    ModelSpec model =
        new ModelSpec(
            "test",
            seed,
            SCHEMA,
            Optional.empty(),
            FEATURES,
            target,
            List.of(new DenseSpec(8, Activation.RELU)));
    return of(model, optimizer, batch);
  }

  /** One network that starts with these weights. */
  static LearnerSpec startingWith(StartWeights start) {
    LearnerSpec spec = binary(8);
    return new LearnerSpec(
        spec.model(),
        spec.events(),
        spec.labels(),
        spec.target(),
        spec.learn().startingWith(start),
        spec.publish(),
        spec.limits(),
        spec.source());
  }

  /** A pool of every kind of member, small. */
  public static LearnerSpec pool(Target target) {
    List<MemberSpec> members = new ArrayList<>();
    members.add(new MemberSpec.Perceptron(Optional.empty(), List.of(4), 0.01f, Anchor.MEAN));
    members.add(
        new MemberSpec.Perceptron(
            Optional.of(HistoryGroup.LABELS), List.of(6, 3), 0.005f, Anchor.SEASON));
    if (target.isNumber()) {
      members.add(new MemberSpec.Linear(Optional.of(HistoryGroup.NUMBERS), Anchor.LAST));
    }
    return pool(target, EnumSet.allOf(HistoryGroup.class), members);
  }

  /** A pool that remembers, of classes gated. */
  static LearnerSpec memories(Target target) {
    PoolSpec.Mix mix = target.isNumber() ? PoolSpec.Mix.JOINT : PoolSpec.Mix.GATE;
    List<MemberSpec> members = new ArrayList<>();
    members.add(
        new MemberSpec.Perceptron(
            Optional.of(HistoryGroup.LABELS), List.of(6, 3), 0.005f, Anchor.LAST));
    members.add(new MemberSpec.Memory(7, Anchor.LAST));
    members.add(new MemberSpec.Memory(280, Anchor.MEAN));
    if (target.isNumber()) {
      members.add(new MemberSpec.Own("place"));
    }
    return pool(target, EnumSet.allOf(HistoryGroup.class), mix, members);
  }

  /** A pool with class centers, in which labels that tell more count more. */
  static LearnerSpec centers(Target target) {
    List<MemberSpec> members =
        List.of(
            new MemberSpec.Perceptron(
                Optional.of(HistoryGroup.LABELS), List.of(6, 3), 0.005f, Anchor.LAST),
            new MemberSpec.Discriminant(Optional.empty()),
            new MemberSpec.Discriminant(Optional.of(HistoryGroup.NUMBERS)));
    return pool(target, EnumSet.allOf(HistoryGroup.class), PoolSpec.Mix.INFORMED, members);
  }

  static LearnerSpec pool(Target target, Set<HistoryGroup> history, List<MemberSpec> members) {
    return pool(target, history, PoolSpec.Mix.JOINT, members);
  }

  private static LearnerSpec pool(
      Target target, Set<HistoryGroup> history, PoolSpec.Mix mix, List<MemberSpec> members) {
    PoolSpec pool = new PoolSpec(history, true, true, mix, members);
    return of(
        new ModelSpec(
            "test", 7, SCHEMA, Optional.empty(), FEATURES, target, List.of(), Optional.of(pool)),
        ADAM,
        1);
  }

  /** The same, looking out for drift. */
  public static LearnerSpec with(LearnerSpec spec, DriftConfig drift) {
    return new LearnerSpec(
        spec.model(),
        spec.events(),
        spec.labels(),
        spec.target(),
        new LearnSpec(spec.learn().training(), spec.learn().practice(), Optional.of(drift)),
        spec.publish(),
        spec.limits(),
        spec.source());
  }

  /** The same, with alarms. */
  static LearnerSpec alarming(LearnerSpec spec) {
    return new LearnerSpec(
        spec.model(),
        spec.events(),
        spec.labels(),
        spec.target(),
        spec.learn().alarming(Optional.of(0.01)),
        spec.publish(),
        spec.limits(),
        spec.source());
  }

  /** The same, where the next event of the same place tells the label. */
  public static LearnerSpec ofNext(LearnerSpec spec) {
    return ofNext(spec, 100);
  }

  /** The same, of so many places. */
  static LearnerSpec ofNext(LearnerSpec spec, int entities) {
    return ofLater(spec, Duration.ZERO, entities);
  }

  /** The same, where one of the same place tells the label that comes so much later. */
  static LearnerSpec ofLater(LearnerSpec spec, Duration horizon) {
    return ofLater(spec, horizon, 100);
  }

  private static LearnerSpec ofLater(LearnerSpec spec, Duration horizon, int entities) {
    NextLabel next =
        new NextLabel(
            Optional.of("place"), Optional.of("when"), horizon, Duration.ofDays(1), entities);
    return new LearnerSpec(
        spec.model(),
        spec.events(),
        spec.labels(),
        spec.target(),
        spec.learn().labelledBy(Optional.of(next)),
        spec.publish(),
        spec.limits(),
        spec.source());
  }

  private static LearnerSpec of(ModelSpec model, OptimizerSpec optimizer, int batch) {
    return new LearnerSpec(
        model,
        new EventsSpec(
            "events",
            new StreamFormat.Json(),
            Optional.of("when"),
            Optional.empty(),
            Order.TIME,
            Idle.DEFAULT,
            Duration.ofHours(1),
            Gaps.TELL,
            new StartPosition.Earliest(),
            LeftOut.NONE),
        new LabelsSpec.InEvent(Duration.ofHours(1)),
        new TargetRule.Value("delay"),
        new LearnSpec(TrainingSpec.of(optimizer), practice(model, batch), Optional.empty()),
        new PublishSpec(
            Duration.ofSeconds(1), 100, true, false, 1 << 20, new PublishedForm.SingleObject()),
        new LimitsSpec(1000, 4096, 1000, 1 << 20),
        new SpecBundle("test.yaml", "", Map.of()));
  }

  private static PracticeSpec practice(ModelSpec model, int batch) {
    return model
        .pool()
        .map(pool -> new PracticeSpec(batch, PracticeSpec.YOUNG, pool.replay()))
        .orElse(PracticeSpec.miniBatches(batch));
  }

  public static LearnerSpec binary(int batch) {
    return of(BINARY, ADAM, batch, 7);
  }
}
