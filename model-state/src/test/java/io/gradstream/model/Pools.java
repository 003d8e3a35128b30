package io.gradstream.model;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.history.HistoryGroup;
import io.gradstream.network.Network;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Small pools of every kind of target and member that have learned a little, always the same. */
enum Pools {
  BINARY_POOL(new TargetSpec.Binary("late"), PoolSpec.Mix.JOINT),
  CLASSES_POOL(new TargetSpec.MultiClass(List.of("a", "b", "c")), PoolSpec.Mix.STACK),
  VALUE_POOL(new TargetSpec.Regression("delay"), PoolSpec.Mix.HEDGE);

  private static final int EXAMPLES = 90;

  private final TargetSpec target;
  private final PoolSpec.Mix mix;

  Pools(TargetSpec target, PoolSpec.Mix mix) {
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
    MemberSpec event = new MemberSpec.Perceptron(Optional.empty(), List.of(4), 0.01f, Anchor.MEAN);
    MemberSpec labels =
        new MemberSpec.Perceptron(
            Optional.of(HistoryGroup.LABELS), List.of(5, 3), 0.005f, Anchor.SEASON);
    return target instanceof TargetSpec.Regression
        ? List.of(
            event,
            labels,
            new MemberSpec.Linear(Optional.of(HistoryGroup.NUMBERS), Anchor.LAST),
            new MemberSpec.Linear(Optional.empty(), Anchor.SEASON_CHANGE))
        : List.of(event, labels);
  }

  PoolModel fresh() {
    return new PoolModel(spec(), "k");
  }

  PoolModel learned() {
    PoolModel model = fresh();
    learn(model, 0, EXAMPLES);
    return model;
  }

  /** As a learner does, but for what it learns again. */
  void learn(PoolModel model, int from, int to) {
    PoolRow row = model.newRow();
    for (int i = from; i < to; i++) {
      Event event = event(i);
      model.encodeToLearn(event, row);
      for (PoolMember member : model.members()) {
        member.input(0, row.inputs(), 0, row.tables(), 0);
        float memberTarget = model.target(row, member.anchor(), label(i));
        if (member instanceof PoolMember.Linear linear) {
          linear.predict(1);
          linear.learn(0, memberTarget);
        } else {
          Network network = ((PoolMember.Perceptron) member).network();
          network.target(0, memberTarget);
          network.train(1);
        }
      }
      model.answer(row, 0);
      model.judge(row, label(i));
      model.learn(event, label(i));
    }
  }

  static Event event(int i) {
    String[] origins = {"ORD", "JFK", "ATL", null, "LAX", "ORD"};
    return Event.of(i % 11 == 0 ? null : (Object) (100.0 + 37 * (i % 13)), origins[i * 7 % 6]);
  }

  float label(int i) {
    int signal = i % 8 + i % 3;
    if (target instanceof TargetSpec.Regression) {
      return 10 * signal;
    }
    return target instanceof TargetSpec.MultiClass ? signal % 3 : signal > 4 ? 1 : 0;
  }

  List<Event> events() {
    return List.of(event(1), event(2), Event.of(1e6, "never seen"), Event.of(null, null));
  }
}
