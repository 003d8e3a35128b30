package io.gradstream.benchmarks.learning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * MOA's learners, each run in a process of its own.
 *
 * @param classPath of the project in {@code benchmarks/moa}
 * @param folder for its predictions
 */
record Moa(String classPath, Path folder) {

  private static final String MAIN = "io.gradstream.benchmarks.moa.MoaMain";

  /**
   * Runs a learner over a stream and over its first half.
   *
   * @param learner as on MOA's own command line
   * @param rows of the stream
   */
  Run run(String learner, long seed, Path arff, long rows, long warmUp) throws IOException {
    double half = process(learner, seed, arff, rows / 2).cpuSeconds();
    double whole = process(learner, seed, arff, rows).cpuSeconds();
    return new Run(Predictions.quality(predictions(), warmUp), whole, whole - half);
  }

  private TimedProcess process(String learner, long seed, Path arff, long rows) throws IOException {
    return TimedProcess.run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx2g",
            "-cp",
            classPath,
            MAIN,
            learner,
            Long.toString(seed),
            arff.toString(),
            Long.toString(rows),
            predictions().toString()),
        folder);
  }

  private Path predictions() {
    return folder.resolve("predictions");
  }
}
