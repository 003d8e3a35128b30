package io.gradstream.learning.spec.keys;

import io.gradstream.learning.spec.TargetRule;
import io.gradstream.learning.spec.keys.FieldUses.Use;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.Place;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.Section.Checked;
import io.gradstream.model.targets.BinaryTarget;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.ValueLoss;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
  private final Findings findings;

  public TargetReader(Section target, Findings findings) {
    this.target = target;
    this.findings = findings;
  }

  Optional<DeclaredTarget> regression(
      Key<String> key, String field, Optional<String> from, ValueLoss loss) {
    return Optional.of(
        new DeclaredTarget(
            new TargetRule.Value(field),
            new RegressionTarget(field, from, loss),
            Optional.of(Use.NUMBER),
            target.at(key)));
  }

  Optional<DeclaredTarget> multiClass(
      Key<String> key, String field, List<String> classes, float smoothing, List<Float> weights) {
    return Optional.of(
        new DeclaredTarget(
            new TargetRule.ClassName(field, classes),
            new MultiClassTarget(classes, smoothing, weights),
            Optional.of(Use.TEXT_LABEL),
            target.at(key)));
  }

  void requireOnce(Key<List<String>> classes) {
    Set<String> seen = new HashSet<>();
    for (Checked item : target.items(classes)) {
      if (!seen.add((String) item.value())) {
        findings.add(
            item.place(), "must name each class once", (String) item.value(), "Remove one.");
      }
    }
  }

  /** The weights, if they are as many as the classes; none otherwise. */
  List<Float> oneForEach(Key<?> key, Optional<List<Float>> declared, List<String> classes) {
    List<Float> weights = declared.orElse(List.of());
    if (target.isWritten(key) && weights.size() != classes.size()) {
      findings.add(
          target.at(key),
          "must be one for each of the " + classes.size() + " classes",
          weights.size() + " of them",
          "Write them in the order of the classes.");
      return List.of();
    }
    return weights;
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
