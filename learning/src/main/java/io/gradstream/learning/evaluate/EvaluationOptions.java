package io.gradstream.learning.evaluate;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a learner is run over.
 *
 * @param data the file that is learned
 * @param limit most rows of it that are read, each time
 * @param passes how often it is learned, at least 1
 * @param test a file that is predicted and scored in the end, and not learned
 * @param save where the model goes in the end, as a snapshot; for a learner of a single one
 */
public record EvaluationOptions(
    Path data, long limit, int passes, Optional<Path> test, Optional<Path> save) {

  public EvaluationOptions {
    if (passes < 1) {
      throw new IllegalArgumentException("passes must be at least 1: " + passes);
    }
  }

  /** The first rows of a file, once. */
  public static EvaluationOptions once(Path data, long limit) {
    return new EvaluationOptions(data, limit, 1, Optional.empty(), Optional.empty());
  }
}
