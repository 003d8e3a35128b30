package io.gradstream.model;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.history.HistoryGroup;
import io.gradstream.model.targets.BinaryTarget;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.OpenClassTarget;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.BlockSpec;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.RecurrentSpec;
import io.gradstream.network.spec.TrainingSpec;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Small pools of every kind of target and member that have learned a little, always the same. */
enum Pools {
  BINARY_POOL(new BinaryTarget("late"), PoolSpec.Mix.JOINT),
  CLASSES_POOL(new MultiClassTarget(List.of("a", "b", "c")), PoolSpec.Mix.STACK),
  VALUE_POOL(new RegressionTarget("delay"), PoolSpec.Mix.HEDGE),
  LAYERS_POOL(new BinaryTarget("late"), PoolSpec.Mix.MEAN),
  MEMORY_POOL(new MultiClassTarget(List.of("a", "b", "c")), PoolSpec.Mix.GATE),
  VALUE_MEMORY_POOL(new RegressionTarget("delay"), PoolSpec.Mix.JOINT),
  /** Its answers have bounds. */
  INTERVALS_POOL(new RegressionTarget("delay").bounded(0.8), PoolSpec.Mix.JOINT),
  /** Its history tells series apart. */
  VALUE_SERIES_POOL(new RegressionTarget("delay"), PoolSpec.Mix.JOINT),
  OPEN_CLASSES_POOL(new OpenClassTarget(List.of("b"), 5, 0, true), PoolSpec.Mix.JOINT),
  CENTERS_POOL(new MultiClassTarget(List.of("a", "b", "c")), PoolSpec.Mix.INFORMED),
  /** Its history holds a class that it does not tell apart. */
  OTHER_CLASSES_POOL(new OpenClassTarget(List.of("b"), 5, 0, false), PoolSpec.Mix.GATE);

  private static final int EXAMPLES = 90;
  private static final int BATCH = 8;
  private static final TrainingSpec TRAINING =
      TrainingSpec.of(new OptimizerSpec.Adam(0.001f, 0.9f, 0.999f, 1e-8f));

  private final Target target;
  private final PoolSpec.Mix mix;

  Pools(Target target, PoolSpec.Mix mix) {
    this.target = target;
    this.mix = mix;
  }

  ModelSpec spec() {
    return spec(pool());
  }

  ModelSpec spec(PoolSpec pool) {
    return new ModelSpec(
        "pool",
        7,
        new EventSchema(
            List.of(
                new EventField("distance", FieldType.NUMBER, false),
                new EventField("origin", FieldType.TEXT, false)),
            ZoneOffset.UTC),
        Optional.empty(),
        List.of(new FeatureSpec.Numeric("distance"), new FeatureSpec.Category("origin", 3, 4)),
        target,
        List.of(),
        Optional.of(pool));
  }

  PoolSpec pool() {
    return new PoolSpec(EnumSet.allOf(HistoryGroup.class), true, true, mix, members());
  }

  private List<MemberSpec> members() {
    if (name().equals("LAYERS_POOL")) {
      return List.of(
          new MemberSpec.Layers(
              Optional.of(HistoryGroup.LABELS),
              List.of(
                  new BlockSpec.Residual(List.of(new LayerSpec.LayerNormSpec())),
                  new LayerSpec.DenseSpec(5, Activation.TANH)),
              0.01f,
              Anchor.LAST),
          new MemberSpec.Layers(
              Optional.empty(),
              List.of(
                  new RecurrentSpec(
                      RecurrentSpec.Cell.GRU,
                      3,
                      RecurrentSpec.Over.STREAM,
                      RecurrentSpec.Steps.LAST,
                      false)),
              0.001f,
              Anchor.LAST));
    }
    MemberSpec event = new MemberSpec.Perceptron(Optional.empty(), List.of(4), 0.01f, Anchor.MEAN);
    MemberSpec labels =
        new MemberSpec.Perceptron(
            Optional.of(HistoryGroup.LABELS), List.of(5, 3), 0.005f, Anchor.SEASON);
    if (this == CENTERS_POOL) {
      return List.of(
          event,
          labels,
          new MemberSpec.Discriminant(Optional.empty()),
          new MemberSpec.Discriminant(Optional.of(HistoryGroup.RATES)));
    }
    if (remembers()) {
      Anchor anchor = target.isNumber() ? Anchor.MEAN : Anchor.LAST;
      MemberSpec memory = new MemberSpec.Memory(32, anchor);
      return target.isNumber()
          ? List.of(event, labels, memory, new MemberSpec.Own("origin"))
          : List.of(event, labels, memory);
    }
    return target.isNumber()
        ? List.of(
            event,
            labels,
            new MemberSpec.Linear(Optional.of(HistoryGroup.NUMBERS), Anchor.LAST),
            new MemberSpec.Linear(Optional.empty(), Anchor.SEASON_CHANGE))
        : List.of(event, labels);
  }

  Model fresh() {
    return fresh(spec(), "k");
  }

  static Model fresh(ModelSpec spec, String key) {
    return new Model(spec, key, TRAINING, BATCH);
  }

  Model learned() {
    Model model = fresh();
    learn(model, 0, this == VALUE_SERIES_POOL ? 2 * EXAMPLES : EXAMPLES);
    return model;
  }

  /** As a learner does, but for what it learns again. */
  void learn(Model model, int from, int to) {
    for (int i = from; i < to; i++) {
      float label =
          target.isOpen() ? model.classes().learned("abc".charAt((int) label(i)) + "") : label(i);
      Row row = Staging.example(model, 0, event(i), label);
      model.pool().members().forEach(member -> member.train(1));
      model.pool().answer(row, 0);
      model.pool().update(row);
    }
  }

  static Event event(int i) {
    String[] origins = {"ORD", "JFK", "ATL", null, "LAX", "ORD"};
    return Event.of(i % 11 == 0 ? null : (Object) (100.0 + 37 * (i % 13)), origins[i * 7 % 6]);
  }

  float label(int i) {
    int signal = i % 8 + i % 3;
    if (this == VALUE_SERIES_POOL) {
      return 1000 * (i * 7 % 6 % 5) + 10 * signal; // an origin's level
    }
    if (target.isNumber()) {
      return 10 * signal;
    }
    return target.classes() > 2 ? signal % 3 : signal > 4 ? 1 : 0;
  }

  /** Format that the snapshots are of: the oldest that can hold them. */
  int format() {
    if (target.intervals().isPresent()) {
      return 7;
    }
    if (this == CENTERS_POOL) {
      return 6;
    }
    return remembers() || target.isOpen() ? 5 : this == LAYERS_POOL ? 4 : 3;
  }

  private boolean remembers() {
    return name().contains("MEMORY") || this == VALUE_SERIES_POOL;
  }

  List<Event> events() {
    return List.of(event(1), event(2), Event.of(1e6, "never seen"), Event.of(null, null));
  }
}
