package io.gradstream.model;

import static io.gradstream.features.history.HistoryGroup.LABELS;
import static io.gradstream.features.history.HistoryGroup.NUMBERS;
import static io.gradstream.features.history.HistoryGroup.RATES;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.history.HistoryGroup;
import io.gradstream.model.MemberSpec.Discriminant;
import io.gradstream.model.MemberSpec.Linear;
import io.gradstream.model.MemberSpec.Memory;
import io.gradstream.model.MemberSpec.Own;
import io.gradstream.model.MemberSpec.Perceptron;
import io.gradstream.model.targets.Target;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Members over one history, which answer together: several, or one.
 *
 * @param history groups of features that are made
 * @param season whether a season of the label is looked for
 * @param replay whether examples of before are learned again, as the snapshot's form has it
 * @param mix how members answer together
 * @param members in the order of their outputs
 */
public record PoolSpec(
    Set<HistoryGroup> history, boolean season, boolean replay, Mix mix, List<MemberSpec> members) {

  /** How members answer together. Written by name: never rename one. */
  public enum Mix {
    /** Mean of all the others at once; of a number as HEDGE. */
    JOINT,
    MEAN,
    /** Weighed by how well they did of late. */
    HEDGE,
    /** An online logistic regression on what they say; of classes. */
    STACK,
    /** As JOINT, each of the three weighing by how well it did of late; of classes. */
    GATE,
    /** As GATE, where a label makes forgotten by as much as it tells; of classes. */
    INFORMED;

    /** Whether classes alone are answered so. */
    public boolean isOfClasses() {
      return this == STACK || isGated();
    }

    boolean isGated() {
      return this == GATE || this == INFORMED;
    }

    /** Whether what is known of speakers has the form of another's. */
    boolean knowsAs(Mix other) {
      return this == other || !isGated() && !other.isGated();
    }

    /** Whether one of a release before may have come to be another by default. */
    private boolean growsInto(Mix other) {
      boolean fromJoint = this == JOINT && (other.isGated() || other == MEAN);
      return this == other || fromJoint || this == GATE && other == INFORMED;
    }
  }

  private static final int MOST_MEMBERS = 32;
  private static final int MOST_OWN = 3; // by default

  public PoolSpec {
    history = history.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(history));
    members = List.copyOf(members);
    if (members.isEmpty() || members.size() > MOST_MEMBERS) {
      throw new IllegalArgumentException(
          "members of a pool must be 1 to %d: %d".formatted(MOST_MEMBERS, members.size()));
    }
  }

  /** The same with all rates times a factor, at most 1. */
  public PoolSpec scaled(float factor) {
    return factor == 1 ? this : withRates(rate -> Math.min(1, rate * factor));
  }

  /** The same but for rates and replay: what decides the form of its state. */
  public PoolSpec form() {
    PoolSpec plain = withRates(rate -> 0f);
    return new PoolSpec(plain.history, plain.season, false, plain.mix, plain.members);
  }

  /**
   * Whether another is as this one, but for members behind its own, and that their opinions may be
   * gated, or faded by what labels tell.
   */
  public boolean growsInto(PoolSpec other) {
    List<MemberSpec> mine = form().members;
    List<MemberSpec> theirs = other.form().members;
    return history.equals(other.history)
        && season == other.season
        && mix.growsInto(other.mix)
        && mine.size() <= theirs.size()
        && mine.equals(theirs.subList(0, mine.size()));
  }

  private PoolSpec withRates(UnaryOperator<Float> rates) {
    List<MemberSpec> other =
        members.stream()
            .map(
                member ->
                    member.ownRate().map(rate -> member.withRate(rates.apply(rate))).orElse(member))
            .toList();
    return new PoolSpec(history, season, replay, mix, other);
  }

  /**
   * Who is in the mean of the members: not those that remember, nor class centers, unless nobody
   * else is there. These are either what a stream needs, or far worse than the rest.
   */
  boolean[] votes() {
    boolean[] votes = new boolean[members.size()];
    boolean any = members.stream().anyMatch(PoolSpec::votes);
    for (int m = 0; m < votes.length; m++) {
      votes[m] = !any || votes(members.get(m));
    }
    return votes;
  }

  /** Who is believed before labels have told: class centers, where labels are what is counted. */
  boolean[] leads() {
    boolean[] leads = new boolean[members.size()];
    for (int m = 0; m < leads.length; m++) {
      leads[m] = mix == Mix.INFORMED && members.get(m) instanceof Discriminant;
    }
    return leads;
  }

  private static boolean votes(MemberSpec member) {
    return !(member instanceof Memory) && !(member instanceof Discriminant);
  }

  /** The default of a target. */
  public static PoolSpec of(Target target, List<FeatureSpec> features) {
    Mix mix = target.isNumber() ? Mix.JOINT : Mix.INFORMED;
    List<MemberSpec> members = defaultMembers(target, features);
    return new PoolSpec(EnumSet.allOf(HistoryGroup.class), true, true, mix, members);
  }

  /** Who answers by default: of classes, or of a number. */
  public static List<MemberSpec> defaultMembers(Target target, List<FeatureSpec> features) {
    List<MemberSpec> members = new ArrayList<>(secondDefaultMembers(target, features));
    if (!target.isNumber()) {
      members.add(new Discriminant(Optional.empty()));
    }
    return members;
  }

  /** Who answered by default before classes had centers. */
  public static List<MemberSpec> secondDefaultMembers(Target target, List<FeatureSpec> features) {
    List<MemberSpec> members = new ArrayList<>(firstDefaultMembers(target));
    if (target.isNumber()) {
      names(features).limit(MOST_OWN).forEach(field -> members.add(new Own(field)));
    } else {
      members.add(perceptron(null, 0.002f, 128, 64));
      members.add(new Memory(300, Anchor.LAST));
      members.add(new Memory(2000, Anchor.LAST));
    }
    return members;
  }

  /** Fields that are categories alone: one that is a number too is seldom a name. */
  private static Stream<String> names(List<FeatureSpec> features) {
    Set<String> numbers =
        features.stream()
            .filter(FeatureSpec.Numeric.class::isInstance)
            .map(FeatureSpec::field)
            .collect(Collectors.toSet());
    return features.stream()
        .filter(FeatureSpec.Category.class::isInstance)
        .map(FeatureSpec::field)
        .filter(field -> !numbers.contains(field));
  }

  /** Who answered by default before members remembered. */
  public static List<MemberSpec> firstDefaultMembers(Target target) {
    return target.isNumber() ? ofNumber() : ofClasses();
  }

  private static List<MemberSpec> ofClasses() {
    List<MemberSpec> members = new ArrayList<>();
    members.add(perceptron(null, 0.004f, 64, 32));
    members.add(perceptron(RATES, 0.002f, 32, 16));
    members.add(perceptron(NUMBERS, 0.001f, 32, 16));
    members.add(perceptron(LABELS, 0.002f, 32, 16));
    members.add(perceptron(LABELS, 0.0005f, 64, 32));
    return members;
  }

  private static List<MemberSpec> ofNumber() {
    List<MemberSpec> members = new ArrayList<>();
    members.add(perceptron(LABELS, 0.002f, Anchor.LAST));
    members.add(perceptron(LABELS, 0.0005f, Anchor.LAST));
    members.add(perceptron(RATES, 0.002f, Anchor.MEAN));
    members.add(perceptron(LABELS, 0.002f, Anchor.SEASON));
    members.add(new Linear(Optional.of(NUMBERS), Anchor.LAST));
    members.add(new Linear(Optional.empty(), Anchor.LAST));
    return members;
  }

  private static MemberSpec perceptron(HistoryGroup through, float rate, Integer... hidden) {
    return new Perceptron(Optional.ofNullable(through), List.of(hidden), rate, Anchor.LAST);
  }

  private static MemberSpec perceptron(HistoryGroup through, float rate, Anchor anchor) {
    return new Perceptron(Optional.of(through), List.of(64, 32), rate, anchor);
  }
}
