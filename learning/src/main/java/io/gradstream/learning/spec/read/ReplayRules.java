package io.gradstream.learning.spec.read;

import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.model.MemberSpec;
import io.gradstream.model.ModelPlan;
import io.gradstream.model.ModelSpec;
import java.util.List;

/** What must hold where examples of before are learned again. */
final class ReplayRules {

  private static final int MOST_INPUTS = 1 << 16; // of a row: some hundred rows are always kept

  private final Section learn;
  private final Section pool;
  private final Findings findings;

  ReplayRules(Section spec, Findings findings) {
    learn = spec.section("learn");
    pool = spec.section("pool");
    this.findings = findings;
  }

  /**
   * @throws InvalidSpecException when nobody could learn again, or rows are too wide to be kept
   */
  void check(ModelSpec model) {
    int inputs = ModelPlan.of(model).width();
    if (inputs > MOST_INPUTS) {
      throw refuse(
          "must be false for events of more than " + MOST_INPUTS + " inputs",
          "true, and they have " + inputs,
          "Write replay: false.");
    }
    if (isWritten() && !pool.isWritten("members") && nobodyLearnsAgain(model)) {
      throw refuse(
          "must be false for a network with a state over the stream",
          "true",
          "Its state would go on from events of before. Remove it, or over: stream.");
    }
  }

  private static boolean nobodyLearnsAgain(ModelSpec model) {
    List<MemberSpec> members = model.members();
    return members.isEmpty()
        ? model.isOverTheStream()
        : members.stream().noneMatch(MemberSpec::learnsAgain);
  }

  private boolean isWritten() {
    return learn.isWritten("replay") || pool.isWritten("replay");
  }

  private InvalidSpecException refuse(String rule, String value, String wayOut) {
    Section section = learn.isWritten("replay") || !pool.isWritten("replay") ? learn : pool;
    return findings.stop(section.at("replay"), rule, value, wayOut);
  }
}
