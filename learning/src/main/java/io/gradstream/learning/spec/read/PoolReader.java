package io.gradstream.learning.spec.read;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.history.HistoryGroup;
import io.gradstream.learning.spec.keys.DeclaredPool;
import io.gradstream.learning.spec.keys.MemberForm;
import io.gradstream.learning.spec.keys.PoolKeys;
import io.gradstream.learning.spec.yaml.EnumNames;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.Section.Checked;
import io.gradstream.model.Anchor;
import io.gradstream.model.MemberSpec;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.PoolSpec;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.LayerSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who answers, and what stands around the networks. Whose members are declared, or else a network,
 * is what they are; by default several networks answer where they can. What is under {@code pool}
 * says what surrounds them and never who they are, but for {@code members}.
 */
final class PoolReader {

  private static final float RATE = 0.001f; // of a learner whose members have those they declare

  /** Keys under learn that meant one network, in specs of before. */
  private static final List<String> OF_ONE_NETWORK =
      List.of("optimizer", "batch", "schedule", "clip", "l2", "initializer", "averaging");

  private final Section spec;
  private final Section written;
  private final DeclaredPool pool;
  private final Target target;
  private final List<FeatureSpec> features;
  private final Meaning meaning;
  private final Findings findings;

  PoolReader(
      Section spec, Target target, List<FeatureSpec> features, Meaning meaning, Findings findings) {
    this.spec = spec;
    this.target = target;
    this.features = features;
    this.meaning = meaning;
    this.findings = findings;
    written = spec.section("pool");
    pool = PoolKeys.POOL.read(written);
  }

  /** Whether several members answer together. */
  boolean isSeveral() {
    return pool.members().isPresent() || (!saysOneNetwork() && severalByDefault());
  }

  /** Whether one network answers, with nothing around it. */
  boolean isPlain() {
    return !isSeveral() && history().isEmpty();
  }

  /**
   * The target as it is learned: where a later event tells the label, it says of itself what the
   * number is now.
   */
  Target target() {
    boolean saysItself = meaning == Meaning.PRESENT && !isPlain() && series().isOfNext();
    return saysItself ? target.fromItself() : target;
  }

  private SeriesRules series() {
    return new SeriesRules(spec, findings);
  }

  /** What {@code pool.replay} says, or means where it is absent. */
  boolean replays() {
    return spec.section("learn").find("replay", Boolean.class).or(pool::replay).orElse(isSeveral());
  }

  private boolean saysOneNetwork() {
    return spec.isWritten("network")
        || (meaning == Meaning.FIRST
            && OF_ONE_NETWORK.stream().anyMatch(spec.section("learn")::isWritten));
  }

  private boolean severalByDefault() {
    boolean canBe =
        target.canBeCombined() && (meaning == Meaning.PRESENT || target.from().isEmpty());
    return canBe && features.stream().noneMatch(PoolReader::isArrayOrText);
  }

  private static boolean isArrayOrText(FeatureSpec feature) {
    return feature instanceof FeatureSpec.Numbers
        || feature instanceof FeatureSpec.Tokens
        || feature instanceof FeatureSpec.Window;
  }

  private PoolSpec.Mix mix() {
    boolean byDefault = isSeveral() && pool.members().isEmpty();
    return pool.mix().orElseGet(() -> byDefault ? defaultMix() : PoolSpec.Mix.JOINT);
  }

  private PoolSpec.Mix defaultMix() {
    return target.isNumber() ? mixOfNumber() : mixOfClasses();
  }

  /** A horizon ahead, who was best is known when it is over. */
  private PoolSpec.Mix mixOfNumber() {
    boolean isAhead = meaning == Meaning.PRESENT && series().horizon().isPresent();
    return isAhead ? PoolSpec.Mix.MEAN : PoolSpec.Mix.JOINT;
  }

  private PoolSpec.Mix mixOfClasses() {
    return switch (meaning) {
      case FIRST, SECOND -> PoolSpec.Mix.JOINT;
      case THIRD -> PoolSpec.Mix.GATE;
      case FOURTH, PRESENT -> PoolSpec.Mix.INFORMED;
    };
  }

  private List<MemberSpec> defaultMembers() {
    return switch (meaning) {
      case FIRST, SECOND -> PoolSpec.firstDefaultMembers(target);
      case THIRD -> PoolSpec.secondDefaultMembers(target, features);
      case FOURTH, PRESENT -> PoolSpec.defaultMembers(target, features);
    };
  }

  private Set<HistoryGroup> history() {
    Set<HistoryGroup> groups = EnumSet.noneOf(HistoryGroup.class);
    pool.history()
        .ifPresentOrElse(
            groups::addAll,
            () -> groups.addAll(isSeveral() ? List.of(HistoryGroup.values()) : List.of()));
    return groups;
  }

  /**
   * The pool of the model; empty for one network and nothing around it.
   *
   * @param schema of the events
   * @param learningRate of the learner, in proportion to which members have theirs
   * @throws InvalidSpecException when what is declared does not fit
   */
  Optional<PoolSpec> read(EventSchema schema, float learningRate) {
    replayAgrees();
    if (isPlain()) {
      mixIsOfSeveral();
      return Optional.empty();
    }
    Set<HistoryGroup> history = history();
    answersCanBeCombined();
    membersFit();
    PoolSpec frame = new PoolSpec(history, pool.season(), replays(), mix(), defaultMembers());
    MemberForm.Site site = (layers, through) -> layers(schema, frame, layers, through);
    List<MemberSpec> members =
        pool.members()
            .map(forms -> forms.stream().map(form -> form.at(site)).toList())
            .orElseGet(
                () -> isSeveral() ? frame.members() : List.of(onlyOne(frame, site, learningRate)));
    PoolSpec declared = new PoolSpec(history, frame.season(), frame.replay(), frame.mix(), members);
    boolean isReference = !isSeveral() || learningRate == RATE;
    return Optional.of(declared.scaled(isReference ? 1 : learningRate / RATE));
  }

  private void replayAgrees() {
    Section learn = spec.section("learn");
    Optional<Boolean> replay = learn.find("replay", Boolean.class);
    if (replay.isPresent() && pool.replay().isPresent() && !replay.equals(pool.replay())) {
      throw findings.stop(
          written.at("replay"),
          "must be as learn.replay",
          "" + pool.replay().get(),
          "Remove it; learn.replay is enough.");
    }
  }

  private void mixIsOfSeveral() {
    if (mix() != PoolSpec.Mix.JOINT) {
      throw findings.stop(
          written.at("mix"),
          "must be joint, or absent, where one network answers",
          EnumNames.written(mix()),
          "Remove it, or write pool.members.");
    }
  }

  private void answersCanBeCombined() {
    if (pool.members().isPresent() && spec.isWritten("network")) {
      throw findings.stop(
          spec.at("network"),
          "must be absent when pool.members says who answers",
          "given",
          "Write it as {network: [...]} among the members.");
    }
    if (!target.canBeCombined()) {
      boolean isMembers = pool.members().isPresent();
      throw findings.stop(
          written.at(isMembers ? "members" : "history"),
          "must be absent unless classes are predicted, or a number",
          "given",
          "Remove it, or choose another target.");
    }
  }

  private void membersFit() {
    if (target.isNumber() && mix().isOfClasses()) {
      throw findings.stop(
          written.at("mix"),
          "must be joint, hedge or mean when a number is predicted",
          EnumNames.written(mix()),
          "Write mix: hedge.");
    }
    boolean hasText = features.stream().anyMatch(FeatureSpec.Tokens.class::isInstance);
    List<MemberForm> members = pool.members().orElse(List.of());
    List<Checked> items = written.items("members");
    for (int m = 0; m < members.size(); m++) {
      Section member = (Section) items.get(m).value();
      if (members.get(m).isOfNumber() && !target.isNumber()) {
        String of = member.isWritten("own") ? "own" : "leastSquares";
        throw findings.stop(
            member.at(of),
            "must be absent unless a number is predicted",
            member.text(of).orElse("given"),
            "Write a perceptron.");
      }
      if (members.get(m).isOfClasses() && target.isNumber()) {
        throw findings.stop(
            member.at("discriminant"),
            "must be absent unless classes are predicted",
            member.text("discriminant").orElse("given"),
            "Write leastSquares.");
      }
      ownIsACategory(member);
      if (hasText && members.get(m).readsVectors()) {
        throw findings.stop(
            member.place(),
            "must have layers of its own when a feature is a text",
            "none",
            "Write for instance {network: [{embedding: 32}, {gru: 64}]}.");
      }
    }
  }

  private void ownIsACategory(Section member) {
    Optional<String> own = member.text("own");
    boolean isCategory =
        features.stream()
            .filter(FeatureSpec.Category.class::isInstance)
            .anyMatch(feature -> own.filter(feature.field()::equals).isPresent());
    if (own.isPresent() && !isCategory) {
      throw findings.stop(
          member.at("own"),
          "must be the field of a feature that is a category",
          own.get(),
          "Add the feature as: category, or name another field.");
    }
  }

  private MemberSpec onlyOne(PoolSpec frame, MemberForm.Site site, float learningRate) {
    Optional<HistoryGroup> through = frame.history().stream().max(HistoryGroup::compareTo);
    List<Section> layers =
        spec.items("network").stream().map(item -> (Section) item.value()).toList();
    return new MemberSpec.Layers(through, site.layers(layers, through), learningRate, Anchor.LAST);
  }

  private List<LayerSpec> layers(
      EventSchema schema, PoolSpec frame, List<Section> layers, Optional<HistoryGroup> through) {
    ModelSpec framed =
        new ModelSpec(
            "", 0, schema, Optional.empty(), features, target, List.of(), Optional.of(frame));
    int past = through.map(framed.history().orElseThrow()::end).orElse(0);
    return new NetworkReader(spec, schema, features, past, findings).read(layers);
  }
}
