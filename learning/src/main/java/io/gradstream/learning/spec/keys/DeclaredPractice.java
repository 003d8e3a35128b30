package io.gradstream.learning.spec.keys;

import io.gradstream.learning.PracticeSpec;
import java.util.Optional;

/** How examples become steps, as far as a spec says: the rest follows from what the model is. */
record DeclaredPractice(Optional<Integer> batch, Optional<Long> young, Optional<Boolean> replay) {

  private static final int BATCH_OF_SEVERAL = 8;
  private static final int BATCH_OF_ONE = 32;

  /**
   * @param isSeveral whether several networks answer together
   * @param poolReplay what `pool.replay` says
   */
  PracticeSpec of(boolean isSeveral, boolean poolReplay) {
    return new PracticeSpec(
        batch.orElse(isSeveral ? BATCH_OF_SEVERAL : BATCH_OF_ONE),
        young.orElse(isSeveral ? PracticeSpec.YOUNG : 0),
        replay.orElse(poolReplay));
  }
}
