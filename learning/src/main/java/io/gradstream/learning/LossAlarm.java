package io.gradstream.learning;

import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.HeadSpec.Adversarial;
import io.gradstream.network.spec.HeadSpec.Binary;
import io.gradstream.network.spec.HeadSpec.MultiClass;
import io.gradstream.network.spec.HeadSpec.NextToken;
import io.gradstream.network.spec.HeadSpec.Reconstruction;
import io.gradstream.network.spec.HeadSpec.Regression;

/**
 * Tells a loss that no model has that learns: ten times what one loses that knows nothing and says
 * so. It asks for nothing but the step itself, so it says the same after any crash. Immutable.
 *
 * <p>What a model loses that knows nothing: ln n of n equally likely outcomes; of a value scaled to
 * unit deviation, at most about 1. Values that are reconstructed have no known scale, and the two
 * sides of an adversarial network no common one: of these only a loss that is not finite is told.
 */
final class LossAlarm {

  private static final double TIMES = 10;

  private final double limit;

  private LossAlarm(double knowsNothing) {
    limit = Math.min(TIMES * knowsNothing, Float.MAX_VALUE);
  }

  static LossAlarm of(HeadSpec head) {
    return new LossAlarm(knowsNothing(head));
  }

  private static double knowsNothing(HeadSpec head) {
    if (head instanceof Binary binary) {
      return Math.log(2) * Math.max(1, binary.positiveWeight());
    }
    if (head instanceof MultiClass classes) {
      return Math.log(classes.classes());
    }
    if (head instanceof NextToken tokens) {
      return Math.log(tokens.vocabulary());
    }
    if (head instanceof Regression) {
      return 1;
    }
    if (head instanceof Reconstruction || head instanceof Adversarial) {
      return Float.MAX_VALUE;
    }
    throw new AssertionError("no limit for " + head);
  }

  /**
   * @param loss mean of a mini-batch, before its step
   */
  boolean rings(float loss) {
    return !(loss <= limit);
  }
}
