package io.gradstream.workbench.evaluate;

import io.gradstream.learning.InMemoryLearnerStore;
import io.gradstream.learning.spec.LearnerSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code evaluate} says of a file, and the state it leaves behind.
 *
 * @param models the state of each model, by key
 */
public record EvaluatedState(EvaluationReport report, Map<String, InMemoryLearnerStore> models) {

  /**
   * Evaluates a file.
   *
   * @param delay rows after which a label comes; 0: with its own
   */
  public static EvaluatedState of(LearnerSpec spec, Path data, long delay) throws IOException {
    EvaluationOptions options =
        new EvaluationOptions(data, Long.MAX_VALUE, 1, Optional.empty(), Optional.empty(), delay);
    try (KeyedLearners learners = new KeyedLearners(spec, delay)) {
      EvaluationReport report = Evaluation.run(spec, options, learners, System::nanoTime);
      return new EvaluatedState(report, learners.state());
    }
  }
}
