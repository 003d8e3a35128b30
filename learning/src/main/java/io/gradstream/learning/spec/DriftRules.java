package io.gradstream.learning.spec;

import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.BinaryTarget;
import io.gradstream.model.targets.Target;

/** What must hold between the keys of {@code learn.drift}, each valid in itself. */
final class DriftRules {

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
    if (drift.find("ddm", Section.class).isPresent() && !isOfClasses) {
      findings.add(
          drift.at("ddm"),
          "must be off for a target that is not of classes",
          "on",
          "Remove it; adwin and pageHinkley take any error.");
    }
    windowHoldsTwoSamples(drift.section("inputs"));
    patienceIsLongEnough();
    challengerIsNoTwin(drift.section("challenger"));
    keptIsKept(drift.section("challenger"));
  }

  private void windowHoldsTwoSamples(Section inputs) {
    long window = inputs.find("window", Long.class).orElse(Long.MAX_VALUE);
    long sample = inputs.find("sample", Long.class).orElse(0L);
    if (window <= 2 * sample) {
      findings.add(
          inputs.at("window"),
          "must be more than twice the sample",
          window + ", and sample is " + sample,
          "The least is " + (2 * sample + 1) + ".");
    }
  }

  private void patienceIsLongEnough() {
    long window = drift.find("window", Long.class).orElse(0L);
    long patience = drift.find("patience", Long.class).orElse(Long.MAX_VALUE);
    if (patience < window) {
      findings.add(
          drift.at("patience"),
          "must not be shorter than the window",
          patience + ", and window is " + window,
          "Write " + window + " or more.");
    }
  }

  private void challengerIsNoTwin(Section challenger) {
    boolean isCurrent = challenger.text("from").filter("current"::equals).isPresent();
    if (isCurrent && challenger.find("rateFactor", Double.class).orElse(0.0) == 1) {
      findings.add(
          challenger.at("rateFactor"),
          "must not be 1 from current weights",
          "1",
          "Write for instance 4: at the same rate it is the learner's twin.");
    }
  }

  private void keptIsKept(Section challenger) {
    boolean isKept = challenger.text("from").filter("kept"::equals).isPresent();
    if (isKept && drift.find("rollBack", Section.class).isEmpty()) {
      findings.add(
          challenger.at("from"),
          "must not be kept while rollBack is off",
          "kept",
          "Write fresh, or turn rollBack on: no weights are kept without it.");
    }
  }
}
