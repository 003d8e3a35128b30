package io.gradstream.learning;

/** A model that is in memory now. State of {@link ResidentLearners}. */
public final class Resident {

  private final Learner learner;
  private boolean stored;
  private boolean learned;
  private boolean unreported;

  Resident(Learner learner) {
    this.learner = learner;
  }

  public Learner learner() {
    return learner;
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
    return learned && learner.isDirty();
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
