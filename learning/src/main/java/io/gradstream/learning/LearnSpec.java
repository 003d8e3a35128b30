package io.gradstream.learning;

import io.gradstream.learning.drift.ladder.DriftConfig;
import io.gradstream.network.OptimizerSpec;
import io.gradstream.network.TrainingSpec;
import java.util.Optional;

/**
 * How hyper-parameters drive learning.
 *
 * @param batch examples in a mini-batch
 * @param drift how drift is found and what is done about it; absent: nothing
 */
public record LearnSpec(TrainingSpec training, int batch, Optional<DriftConfig> drift) {

  /** Without a look at drift. */
  public LearnSpec(TrainingSpec training, int batch) {
    this(training, batch, Optional.empty());
  }

  /** An optimizer alone, at a constant rate. */
  public LearnSpec(OptimizerSpec optimizer, int batch) {
    this(TrainingSpec.of(optimizer), batch);
  }
}
