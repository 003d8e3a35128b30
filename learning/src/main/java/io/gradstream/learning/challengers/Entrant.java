package io.gradstream.learning.challengers;

import io.gradstream.learning.Learner;
import io.gradstream.learning.drift.ladder.Verdict;
import io.gradstream.learning.spec.LearnerSpec;

/** One of those who learn the same stream. State of {@link Contest}. */
final class Entrant {

  private final String name;
  private final LearnerSpec spec; // as of one that learns alone
  private final boolean whenBetter;
  private final Learner learner;
  private final Duel duel;

  /**
   * @param whenBetter whether it answers as soon as it is found better
   */
  Entrant(String name, LearnerSpec spec, boolean whenBetter, Learner learner) {
    this.name = name;
    this.spec = spec;
    this.whenBetter = whenBetter;
    this.learner = learner;
    duel = new Duel(spec.model().target());
  }

  String name() {
    return name;
  }

  LearnerSpec spec() {
    return spec;
  }

  Learner learner() {
    return learner;
  }

  /** With the champion; of the champion itself an empty one. */
  Duel duel() {
    return duel;
  }

  boolean isToAnswer() {
    return whenBetter && duel.trial().verdict() == Verdict.BETTER;
  }
}
