package io.gradstream.learning.spec.keys;

import io.gradstream.learning.LearnSpec;
import io.gradstream.learning.drift.ladder.DriftConfig;
import io.gradstream.network.spec.TrainingSpec;
import java.util.Optional;

/**
 * What a spec says under {@code learn}.
 *
 * @param start a file of weights
 */
public record DeclaredLearning(
    TrainingSpec training,
    DeclaredPractice practice,
    Optional<DriftConfig> drift,
    Optional<String> start) {

  public LearnSpec of(boolean isSeveral, boolean poolReplay) {
    return new LearnSpec(training, practice.of(isSeveral, poolReplay), drift);
  }
}
