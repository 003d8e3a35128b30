package io.gradstream.workbench.evaluate;

import io.gradstream.learning.InMemoryLearnerStore;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.schemas.MetricReport.Measure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code evaluate} says of a file, and the state it leaves behind.
 *
 * @param own what the learners score themselves, as those of a job do
 * @param models the state of each model, by key
 */
public record EvaluatedState(
    EvaluationReport report, List<Measure> own, Map<String, InMemoryLearnerStore> models) {

  /**
   * Evaluates a file.
   *
   * @param delay rows after which a label comes; 0: with its own
   */
  public static EvaluatedState of(LearnerSpec spec, Path data, long delay) throws IOException {
    return of(
        spec,
        new EvaluationOptions(data, Long.MAX_VALUE, 1, Optional.empty(), Optional.empty(), delay));
  }

  /** Evaluates what topics hold. */
  public static EvaluatedState of(LearnerSpec spec, List<Partition> partitions) throws IOException {
    return of(
        spec,
        new EvaluationOptions(
            new Source.Topics(partitions),
            Long.MAX_VALUE,
            1,
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty()));
  }

  private static EvaluatedState of(LearnerSpec spec, EvaluationOptions options) throws IOException {
    try (KeyedLearners learners = new KeyedLearners(spec, options.delay())) {
      EvaluationReport report = Evaluation.run(spec, options, learners, System::nanoTime);
      return new EvaluatedState(report, learners.scores().measures(), learners.state());
    }
  }
}
