package io.gradstream.learning.spec.read;

import io.gradstream.learning.drift.ladder.Command.Start;
import io.gradstream.learning.spec.keys.DriftKeys;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.model.targets.Target;

/** What must hold between the keys of {@code learn.drift}, each valid in itself. */
public final class DriftRules {

  private final Section drift;
  private final Findings findings;

  /**
   * @param spec the whole of it
   */
  DriftRules(Section spec, Findings findings) {
    this.drift = spec.section("learn").section("drift");
    this.findings = findings;
  }

  void check(Target target) {
    boolean isOfClasses = target.classes() > 0;
    if (drift.isObject(DriftKeys.DDM) && !isOfClasses) {
      findings.add(
          drift.at(DriftKeys.DDM),
          "must be off for a target that is not of classes",
          "on",
          "Remove it; adwin and pageHinkley take any error.");
    }
    windowHoldsTwoSamples(drift.section(DriftKeys.INPUTS));
    patienceIsLongEnough();
    Section challenger = drift.section(DriftKeys.CHALLENGER);
    challengerIsNoTwin(challenger);
    keptIsKept(challenger);
  }

  private void windowHoldsTwoSamples(Section inputs) {
    int window = inputs.valid(DriftKeys.INPUTS_WINDOW).orElse(Integer.MAX_VALUE);
    int sample = inputs.valid(DriftKeys.INPUTS_SAMPLE).orElse(0);
    if (window <= 2 * sample) {
      findings.add(
          inputs.at(DriftKeys.INPUTS_WINDOW),
          "must be more than twice the sample",
          window + ", and sample is " + sample,
          "The least is " + (2 * sample + 1) + ".");
    }
  }

  private void patienceIsLongEnough() {
    int window = drift.valid(DriftKeys.WINDOW).orElse(0);
    int patience = drift.valid(DriftKeys.PATIENCE).orElse(Integer.MAX_VALUE);
    if (patience < window) {
      findings.add(
          drift.at(DriftKeys.PATIENCE),
          "must not be shorter than the window",
          patience + ", and window is " + window,
          "Write " + window + " or more.");
    }
  }

  private void challengerIsNoTwin(Section challenger) {
    boolean isCurrent = isFrom(challenger, Start.CURRENT);
    if (isCurrent && challenger.valid(DriftKeys.CHALLENGER_RATE).orElse(0.0) == 1) {
      findings.add(
          challenger.at(DriftKeys.CHALLENGER_RATE),
          "must not be 1 from current weights",
          "1",
          "Write for instance 4: at the same rate it is the learner's twin.");
    }
  }

  private void keptIsKept(Section challenger) {
    if (isFrom(challenger, Start.KEPT) && !drift.isObject(DriftKeys.ROLL_BACK)) {
      findings.add(
          challenger.at(DriftKeys.CHALLENGER_FROM),
          "must not be kept while rollBack is off",
          "kept",
          "Write fresh, or turn rollBack on: no weights are kept without it.");
    }
  }

  private static boolean isFrom(Section challenger, Start from) {
    return challenger.valid(DriftKeys.CHALLENGER_FROM).filter(from::equals).isPresent();
  }
}
