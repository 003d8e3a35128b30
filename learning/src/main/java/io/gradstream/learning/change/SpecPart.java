package io.gradstream.learning.change;

import io.gradstream.learning.change.SpecChange.Kept;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.MemberSpec;
import io.gradstream.model.PoolSpec;
import io.gradstream.model.targets.Target;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What stored state depends on, part by part: what a change of it leaves. Compared by what a spec
 * means, so that a default written out changes nothing.
 */
enum SpecPart {
  NAME(Kept.NOTHING, LearnerSpec::name, "learner"),
  TOPIC(Kept.NOTHING, spec -> spec.events().topic(), "events.topic"),
  TIME(Kept.NOTHING, spec -> spec.events().time(), "events.time"),
  ID(Kept.NOTHING, spec -> spec.events().id(), "events.id"),
  ORDER(Kept.NOTHING, spec -> spec.events().order(), "events.order"),
  LABELS(
      Kept.NOTHING,
      SpecPart::labels,
      "labels.topic",
      "labels.id",
      "labels.time",
      "labels.of",
      "labels.by",
      "labels.horizon"),
  KEY(Kept.NOTHING, spec -> spec.model().keyField(), "key"),
  TARGET(Kept.NOTHING, SpecPart::target, "target"),
  NETWORK(
      Kept.WHAT_FITS,
      SpecPart::network,
      "network",
      "pool",
      "target.generate",
      "target.classes",
      "target.reconstruct") {
    @Override
    Kept kept(LearnerSpec before, LearnerSpec now) {
      return membersJoined(before, now) ? Kept.MODEL : super.kept(before, now);
    }
  },
  FEATURES(Kept.WHAT_FITS, spec -> spec.model().features(), "features", "limits.categories"),
  ZONE(Kept.WHAT_FITS, spec -> spec.model().events().zone(), "events.zone"),
  OPTIMIZER(
      Kept.WHAT_FITS, spec -> spec.learn().training().optimizer().getClass(), "learn.optimizer"),
  PRACTICE(
      Kept.MODEL,
      spec -> spec.learn().practice(),
      "learn.batch",
      "learn.young",
      "learn.replay",
      "pool.replay"),
  AVERAGING(Kept.MODEL, spec -> spec.learn().training().averaging() > 0, "learn.averaging"),
  /** What is known of units is there or not. */
  UNITS(Kept.MODEL, SpecPart::replacesUnits, "learn.plasticity"),
  /** What finds drift is there or not, and with it challengers and kept networks. */
  DRIFT(Kept.MODEL, spec -> spec.learn().drift().isPresent(), "learn.drift"),
  INTERVALS(Kept.MODEL, spec -> spec.model().target().intervals(), "target.intervals"),
  /** What judges events is there or not. */
  ALARMS(Kept.MODEL, spec -> spec.learn().alarms().isPresent(), "target.alarms"),
  INITIALIZER(Kept.MODEL, SpecPart::firstWeights, "learn.initializer", "learn.start"),
  SEED(Kept.MODEL, spec -> spec.model().seed(), "seed"),
  /** Who learns beside: what of a challenger goes on is asked of each by itself. */
  CHALLENGERS(Kept.STATE, LearnerSpec::challengers, "challengers"),
  RATE(Kept.STATE, SpecPart::rates, "learn.optimizer", "pool.members"),
  /** All the rest that decides what is learned: publishing is not of it. */
  REST(Kept.STATE, SpecPart::rest, "events", "labels", "target", "learn", "limits");

  private final Kept kept;
  private final Function<LearnerSpec, Object> meaning;
  private final List<String> paths;

  SpecPart(Kept kept, Function<LearnerSpec, Object> meaning, String... paths) {
    this.kept = kept;
    this.meaning = meaning;
    this.paths = List.of(paths);
  }

  /** What a change of it leaves. */
  Kept kept(LearnerSpec before, LearnerSpec now) {
    return kept;
  }

  /** Where the spec says it. */
  List<String> paths() {
    return paths;
  }

  boolean differs(LearnerSpec before, LearnerSpec now) {
    return !Objects.equals(meaning.apply(before), meaning.apply(now));
  }

  /** Which records are labels of which events. */
  private static Object labels(LearnerSpec spec) {
    return spec.labels() instanceof LabelsSpec.OwnTopic own
        ? List.of(own.topic(), own.id(), own.time())
        : spec.learn()
            .next()
            .map(next -> List.<Object>of(next.by(), next.horizon()))
            .orElse(List.of());
  }

  /** What a label says: labels that wait were read by it. */
  private static Object target(LearnerSpec spec) {
    Target target = spec.model().target();
    return List.of(target.task(), spec.target(), changeFrom(spec));
  }

  private static Object network(LearnerSpec spec) {
    return List.of(
        spec.model().layers(),
        spec.model().pool().map(PoolSpec::form),
        spec.model().target().form());
  }

  /** What a network's outputs are changes from; members only have another last number. */
  private static Optional<String> changeFrom(LearnerSpec spec) {
    return spec.model().pool().isEmpty() ? spec.model().target().from() : Optional.empty();
  }

  /** Whether all is as it was but for members behind those of before, and a gate. */
  private static boolean membersJoined(LearnerSpec before, LearnerSpec now) {
    Optional<PoolSpec> pool = before.model().pool();
    Optional<PoolSpec> grown = now.model().pool();
    return pool.isPresent()
        && grown.isPresent()
        && pool.get().growsInto(grown.get())
        && before.model().target().form().equals(now.model().target().form());
  }

  private static Object rates(LearnerSpec spec) {
    List<MemberSpec> members = spec.model().pool().map(PoolSpec::members).orElse(List.of());
    return List.of(
        spec.learn().training().optimizer().learningRate(),
        members.stream().map(MemberSpec::ownRate).toList());
  }

  private static Object firstWeights(LearnerSpec spec) {
    return List.of(spec.learn().training().initializer(), spec.learn().training().start());
  }

  private static Object replacesUnits(LearnerSpec spec) {
    return spec.learn().training().plasticity().continualBackprop().isPresent();
  }

  private static Object rest(LearnerSpec spec) {
    return List.of(
        spec.model(),
        spec.events().learned(),
        spec.labels(),
        spec.target(),
        spec.learn(),
        spec.limits());
  }
}
