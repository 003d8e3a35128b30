package io.gradstream.learning.spec.keys;

import io.gradstream.learning.spec.TargetRule;
import io.gradstream.learning.spec.keys.ClassKeys.DeclaredClasses;
import io.gradstream.learning.spec.keys.ClassKeys.DeclaredWeights;
import io.gradstream.learning.spec.keys.FieldUses.Use;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.Place;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.Section.Checked;
import io.gradstream.model.targets.BinaryTarget;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.OpenClassTarget;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.ValueLoss;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads what a row of {@link TargetKeys} declares: the rule that makes a label a target, and what a
 * prediction means.
 */
public final class TargetReader {

  /**
   * @param use how the rule reads its field, where it reads one
   * @param place of the key that names the field
   */
  public record DeclaredTarget(TargetRule rule, Target spec, Optional<Use> use, Place place) {}

  private final Section target;
  private final Function<String, List<String>> symbols;
  private final Findings findings;

  /**
   * @param symbols of the enum that a field is in the label's schema; none where it is no enum
   */
  public TargetReader(Section target, Function<String, List<String>> symbols, Findings findings) {
    this.target = target;
    this.symbols = symbols;
    this.findings = findings;
  }

  /** The classes that are written, or that the schema has for a field. */
  DeclaredClasses listed(Key<DeclaredClasses> key, DeclaredClasses written, String field) {
    if (!written.bySchema()) {
      return written;
    }
    List<String> all = symbols.apply(field);
    if (all.size() < 2 || all.size() > OpenClassTarget.MOST) {
      findings.add(
          target.at(key),
          "must be listed where the label's schema is no Avro enum of 2 to %d symbols"
              .formatted(OpenClassTarget.MOST),
          "%s has %s".formatted(field, all.isEmpty() ? "no enum" : all.size() + " symbols"),
          "Write them, for instance [low, high], or as they come: {atMost: 20}.");
    }
    return written.listed(all);
  }

  Optional<DeclaredTarget> regression(
      Key<String> key,
      String field,
      Optional<String> from,
      ValueLoss loss,
      Optional<Double> intervals) {
    return Optional.of(
        new DeclaredTarget(
            new TargetRule.Value(field),
            new RegressionTarget(field, from, loss, intervals),
            Optional.of(Use.NUMBER),
            target.at(key)));
  }

  /** Listed classes that are weighed by how often they come are met, too: all before any label. */
  Optional<DeclaredTarget> multiClass(
      Key<String> key,
      String field,
      DeclaredClasses classes,
      float smoothing,
      DeclaredWeights weights) {
    List<String> names = classes.names();
    boolean open = classes.atMost().isPresent() || weights.balanced();
    int atMost = classes.atMost().orElse(names.size());
    if (classes.atMost().isEmpty() && names.size() < 2) {
      return Optional.empty(); // which was found
    }
    if (open && (names.size() > atMost || names.size() != Set.copyOf(names).size())) {
      return Optional.empty(); // which was found
    }
    return Optional.of(
        new DeclaredTarget(
            open ? new TargetRule.AnyClass(field) : new TargetRule.ClassName(field, names),
            open
                ? new OpenClassTarget(names, Math.max(2, atMost), smoothing, weights.balanced())
                : new MultiClassTarget(names, smoothing, weights.each()),
            Optional.of(Use.TEXT_LABEL),
            target.at(key)));
  }

  void requireOnce(Key<DeclaredClasses> classes) {
    Set<String> seen = new HashSet<>();
    for (Checked item : names(classes)) {
      if (!seen.add((String) item.value())) {
        findings.add(
            item.place(), "must name each class once", (String) item.value(), "Remove one.");
      }
    }
  }

  private List<Checked> names(Key<DeclaredClasses> classes) {
    return met(classes)
        .map(section -> section.items(ClassKeys.KNOWN))
        .orElseGet(() -> target.items(classes));
  }

  private Optional<Section> met(Key<DeclaredClasses> classes) {
    return target.find(classes.name(), Section.class);
  }

  /** What is known from the start is among those there is room for. */
  void requireRoom(Key<DeclaredClasses> key, DeclaredClasses classes) {
    if (classes.atMost().isPresent() && classes.names().size() > classes.atMost().get()) {
      findings.add(
          met(key).map(section -> section.at("atMost")).orElse(target.at(key)),
          "must be at least the %d classes known".formatted(classes.names().size()),
          String.valueOf(classes.atMost().get()),
          "Write more, for those that are still to come.");
    }
  }

  /** The weights, if they fit the classes; none otherwise. */
  DeclaredWeights fitting(Key<?> key, Optional<DeclaredWeights> declared, DeclaredClasses classes) {
    DeclaredWeights weights = declared.orElse(new DeclaredWeights(false, List.of()));
    if (!target.isWritten(key) || weights.balanced()) {
      return weights;
    }
    if (classes.atMost().isPresent()) {
      findings.add(
          target.at(key),
          "must be balanced where classes are met as labels come",
          weights.each().size() + " weights",
          "Write balanced, or list all classes.");
    } else if (weights.each().size() != classes.names().size()) {
      findings.add(
          target.at(key),
          "must be one for each of the " + classes.names().size() + " classes",
          weights.each().size() + " of them",
          "Write them in the order of the classes.");
    } else {
      return weights;
    }
    return new DeclaredWeights(false, List.of());
  }

  /**
   * @param loss empty where it is declared that nothing is reconstructed
   */
  void requireTrue(Key<?> key, Optional<ValueLoss> loss) {
    if (loss.isEmpty()) {
      findings.add(target.at(key), "must be true or an object", "false", "Write true.");
    }
  }

  Optional<DeclaredTarget> ownLabel(Key<?> key, Target spec) {
    return Optional.of(
        new DeclaredTarget(new TargetRule.EventItself(), spec, Optional.empty(), target.at(key)));
  }

  Optional<DeclaredTarget> binary(
      Key<String> key, String expression, float smoothing, float weight) {
    return new BinaryText(expression, target.at(key), findings)
        .rule()
        .map(
            of ->
                new DeclaredTarget(
                    of.rule(),
                    new BinaryTarget(of.positive(), smoothing, weight),
                    Optional.of(of.use()),
                    target.at(key)));
  }
}
