package io.gradstream.learning.drift.ladder;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Two learners of the same examples, compared for as long as both learn: the {@link PairedTest} on
 * their losses. Not thread safe.
 */
public final class Comparison {

  /** The chance that one that is not better is found to be, ever. */
  public static final double ALPHA = ChallengerConfig.DEFAULT.alpha();

  private final LossScale scale;
  private final PairedTest test = new PairedTest();

  public Comparison(LossKind kind) {
    scale = new LossScale(kind);
  }

  /**
   * Sees one example more, with losses of before it was learned.
   *
   * @param incumbent loss of who answers
   * @param challenger the other's
   */
  public void add(double incumbent, double challenger) {
    test.add(scale.error(incumbent), scale.error(challenger));
    scale.learn(incumbent);
  }

  /** What came of it so far; the difference is in the unit of the loss. */
  public Trial trial() {
    return test.trial(test.verdict(ALPHA), scale.loss(1));
  }

  public void clear() {
    scale.clear();
    test.clear();
  }

  /** Writes it; the form has no version of its own. */
  public void write(DataOutput out) throws IOException {
    scale.write(out);
    test.write(out);
  }

  public void read(DataInput in) throws IOException {
    scale.read(in);
    test.read(in);
  }
}
