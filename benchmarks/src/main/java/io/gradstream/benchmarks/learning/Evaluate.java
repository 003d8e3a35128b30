package io.gradstream.benchmarks.learning;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code gradstream evaluate --auto}, in a process of its own.
 *
 * @param gradstream the words that start Gradstream's command line
 * @param folder for what the process says
 */
record Evaluate(List<String> gradstream, Path folder) {

  private static final String WRITE_FEATURES = "--write-features";

  private static final String MAIN = "io.gradstream.cli.Gradstream";

  /** With the JVM flags and the class path of this process: those of the script. */
  static Evaluate likeThisProcess(Path folder) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    return new Evaluate(words, folder);
  }

  /**
   * Whether the command can write what its networks see.
   *
   * @param root of the command line that this process was started with
   */
  static boolean canWriteFeatures(CommandSpec root) {
    return Optional.ofNullable(root.subcommands().get("evaluate"))
        .map(evaluate -> evaluate.getCommandSpec().findOption(WRITE_FEATURES) != null)
        .orElse(false);
  }

  /**
   * Runs the default learner over a stream, over its first half and, if it has one, its warm-up.
   *
   * @param rows of the stream
   */
  Run run(BenchStream stream, Path data, long seed, long rows) throws IOException {
    double half = process(stream, data, seed, rows / 2).cpuSeconds();
    TimedProcess whole = process(stream, data, seed, rows);
    Quality quality = Quality.ofEvaluation(whole.output());
    if (stream.warmUp() > 0) {
      String warmUp = process(stream, data, seed, stream.warmUp()).output();
      quality = quality.after(Quality.ofEvaluation(warmUp));
    }
    return new Run(quality, whole.cpuSeconds(), whole.cpuSeconds() - half);
  }

  private TimedProcess process(BenchStream stream, Path data, long seed, long rows)
      throws IOException {
    return start(stream, data, rows, List.of("--seed", Long.toString(seed), "--json"));
  }

  /** Writes what the default learner's networks see of each row, as ARFF. */
  void writeFeatures(BenchStream stream, Path data, long rows, Path arff) throws IOException {
    start(stream, data, rows, List.of(WRITE_FEATURES, arff.toString()));
  }

  private TimedProcess start(BenchStream stream, Path data, long rows, List<String> more)
      throws IOException {
    List<String> words = new ArrayList<>(gradstream);
    words.addAll(List.of("evaluate", "--auto", "--data", data.toString()));
    words.addAll(stream.flags());
    words.addAll(List.of("--limit", Long.toString(rows)));
    words.addAll(more);
    return TimedProcess.run(words, folder);
  }
}
