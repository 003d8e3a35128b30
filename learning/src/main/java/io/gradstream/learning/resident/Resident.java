package io.gradstream.learning.resident;

import io.gradstream.learning.Learner;
import io.gradstream.learning.challengers.Contest;

/** A model that is in memory now. State of {@link ResidentLearners}. */
public final class Resident {

  private final Contest contest;
  private boolean stored;
  private boolean learned;
  private boolean unreported;

  Resident(Contest contest) {
    this.contest = contest;
  }

  /** Who answers. */
  public Learner learner() {
    return contest.champion();
  }

  /** All who learn. */
  public Contest contest() {
    return contest;
  }

  /** Becomes another key's. */
  void startAnew(boolean inState) {
    stored = inState;
    learned = false;
    unreported = false;
  }

  /** Whether the model has learned anything, ever: otherwise it is only an answer's. */
  public boolean exists() {
    return stored || learned;
  }

  /** It has learned; only then is it ever written. */
  public void learned() {
    learned = true;
    unreported = true;
  }

  boolean isToBeWritten() {
    return learned && contest.isDirty();
  }

  /** Whether it has learned since it was last taken. */
  public boolean isUnreported() {
    return unreported;
  }

  /** Whether it has learned since this was last asked. */
  public boolean takeUnreported() {
    boolean was = unreported;
    unreported = false;
    return was;
  }
}
