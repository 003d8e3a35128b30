package io.gradstream.workbench.evaluate;

import io.gradstream.workbench.table.InputFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a learner is run over.
 *
 * @param data what is learned
 * @param limit most rows or events of it that are read, each time
 * @param passes how often it is learned, at least 1; topics are once
 * @param test a file, of the form that the data has, that is predicted and scored in the end, and
 *     not learned
 * @param save where the model goes in the end, as a snapshot; for a learner of a single one
 * @param delay rows after which a label comes, in the first pass: each row is predicted when it
 *     comes, and learned when its label does. 0: with its own
 * @param features where the features go that a pool makes, in the first pass
 * @param alarms where it goes how unusual each event was, in the first pass
 * @param ages of models of before that are asked about the same examples; for a learner of a single
 *     one
 */
public record EvaluationOptions(
    Source data,
    long limit,
    int passes,
    Optional<Path> test,
    Optional<Path> save,
    long delay,
    Optional<Path> features,
    Optional<Path> alarms,
    List<Duration> ages) {

  public EvaluationOptions {
    if (delay < 0) {
      throw new IllegalArgumentException("delay must be at least 0: " + delay);
    }
    if (passes < 1) {
      throw new IllegalArgumentException("passes must be at least 1: " + passes);
    }
    if (data instanceof Source.Topics && (passes > 1 || delay > 0)) {
      throw new IllegalArgumentException(
          "topics are read once, and their labels come when they do");
    }
    if (passes > 1 && !ages.isEmpty()) {
      throw new IllegalArgumentException("models of before are asked in a single pass");
    }
    ages = List.copyOf(ages);
  }

  /** Alarms are not written, and no models of before asked. */
  public EvaluationOptions(
      Source data,
      long limit,
      int passes,
      Optional<Path> test,
      Optional<Path> save,
      long delay,
      Optional<Path> features) {
    this(data, limit, passes, test, save, delay, features, Optional.empty(), List.of());
  }

  /** A file; features are not written. */
  public EvaluationOptions(
      Path data, long limit, int passes, Optional<Path> test, Optional<Path> save, long delay) {
    this(
        new Source.DataFile(InputFile.of(data)),
        limit,
        passes,
        test,
        save,
        delay,
        Optional.empty());
  }

  /** A file; labels come with their rows. */
  public EvaluationOptions(
      Path data, long limit, int passes, Optional<Path> test, Optional<Path> save) {
    this(data, limit, passes, test, save, 0);
  }

  /** The first rows of a file, once. */
  public static EvaluationOptions once(Path data, long limit) {
    return new EvaluationOptions(data, limit, 1, Optional.empty(), Optional.empty());
  }
}
