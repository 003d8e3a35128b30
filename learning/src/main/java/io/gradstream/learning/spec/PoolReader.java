package io.gradstream.learning.spec;

import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.BinaryTarget;
import io.gradstream.features.FeatureSpec;
import io.gradstream.features.history.HistoryGroup;
import io.gradstream.learning.spec.Section.Checked;
import io.gradstream.model.Anchor;
import io.gradstream.model.MemberSpec;
import io.gradstream.model.PoolSpec;
import io.gradstream.model.targets.Target;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a learner is a pool, and which: the default where nothing is said of its network. */
final class PoolReader {

  private static final String POOL = "pool";
  private static final List<String> OF_ONE_NETWORK =
      List.of("optimizer", "batch", "schedule", "clip", "l2", "initializer", "averaging");

  private final Section spec;
  private final Findings findings;

  PoolReader(Section spec, Findings findings) {
    this.spec = spec;
    this.findings = findings;
  }

  /**
   * @throws InvalidSpecException when a pool is declared where there can be none
   */
  Optional<PoolSpec> read(Target target, List<FeatureSpec> features) {
    boolean isDeclared = spec.isWritten(POOL);
    Optional<String> obstacle = obstacle(target, features);
    if (isDeclared && obstacle.isPresent()) {
      throw findings.stop(
          spec.at(POOL), "must be absent " + obstacle.get(), "given", "Remove it, or the other.");
    }
    return isDeclared || (!saysOneNetwork() && obstacle.isEmpty())
        ? Optional.of(pool(spec.section(POOL), target))
        : Optional.empty();
  }

  private boolean saysOneNetwork() {
    return spec.isWritten("network")
        || OF_ONE_NETWORK.stream().anyMatch(spec.section("learn")::isWritten);
  }

  private Optional<String> obstacle(Target target, List<FeatureSpec> features) {
    if (saysOneNetwork()) {
      return Optional.of("when network or learn says what one network is");
    }
    if (!fits(target)) {
      return Optional.of("unless classes or a number are predicted");
    }
    return features.stream().allMatch(PoolReader::fits)
        ? Optional.empty()
        : Optional.of("when a feature is an array or a text");
  }

  private static boolean fits(Target target) {
    return target instanceof BinaryTarget
        || target instanceof MultiClassTarget
        || (target instanceof RegressionTarget regression && regression.from().isEmpty());
  }

  private static boolean fits(FeatureSpec feature) {
    return !(feature instanceof FeatureSpec.Numbers) && !(feature instanceof FeatureSpec.Tokens);
  }

  private PoolSpec pool(Section pool, Target target) {
    requireFits(pool, target);
    List<MemberSpec> members =
        pool.isWritten("members")
            ? pool.items("members").stream().map(PoolReader::member).toList()
            : PoolSpec.defaultMembers(target);
    return new PoolSpec(
        history(pool),
        pool.get("season", Boolean.class),
        pool.get("replay", Boolean.class),
        PoolSpec.Mix.valueOf(EnumNames.of(pool.get("mix", String.class))),
        members);
  }

  /** What is of a number, or of classes, alone. */
  private void requireFits(Section pool, Target target) {
    boolean number = target instanceof RegressionTarget;
    if (number && pool.get("mix", String.class).equals("stack")) {
      throw findings.stop(
          pool.at("mix"),
          "must be joint, hedge or mean when a number is predicted",
          "stack",
          "Write mix: hedge.");
    }
    for (Checked item : pool.items("members")) {
      Section member = (Section) item.value();
      if (!number && member.isWritten("leastSquares")) {
        throw findings.stop(
            member.at("leastSquares"),
            "must be absent unless a number is predicted",
            member.get("leastSquares", String.class),
            "Write a perceptron.");
      }
    }
  }

  private static Set<HistoryGroup> history(Section pool) {
    Set<HistoryGroup> history = EnumSet.noneOf(HistoryGroup.class);
    for (Checked group : pool.items("history")) {
      history.add(HistoryGroup.valueOf(EnumNames.of((String) group.value())));
    }
    return history;
  }

  private static MemberSpec member(Checked checked) {
    Section member = (Section) checked.value();
    Anchor anchor = Anchor.valueOf(EnumNames.of(member.get("anchor", String.class)));
    if (member.isWritten("leastSquares")) {
      return new MemberSpec.Linear(group(member, "leastSquares"), anchor);
    }
    List<Integer> hidden =
        member.items("perceptron").stream()
            .map(item -> Math.toIntExact((Long) item.value()))
            .toList();
    return new MemberSpec.Perceptron(
        group(member, "sees"),
        hidden,
        member.get("learningRate", Double.class).floatValue(),
        anchor);
  }

  private static Optional<HistoryGroup> group(Section member, String key) {
    String name = member.get(key, String.class);
    return name.equals("event")
        ? Optional.empty()
        : Optional.of(HistoryGroup.valueOf(EnumNames.of(name)));
  }
}
