package io.gradstream.benchmarks.anomalies;

import io.gradstream.cli.bench.BenchCommand;
import io.gradstream.cli.output.OutputFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gradstream bench nab}. */
@Command(
    name = "nab",
    description = {
      "The Numenta Anomaly Benchmark (github.com/numenta/NAB, not shipped): writes its series as one",
      "data file, and scores what a learner said of them, or a published detector, as NAB does:",
      "standard profile, the best threshold for all series."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  gradstream bench nab --data NAB --to nab.csv.gz",
      "  gradstream evaluate examples/anomaly/nab.yaml --data nab.csv.gz --write-alarms alarms.csv",
      "  gradstream bench nab --data NAB --alarms alarms.csv --published NAB/results/numenta"
    })
public final class NabBench implements BenchCommand {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FOLDER",
      description = "With data and labels of the benchmark.")
  private Path data;

  @Option(names = "--to", paramLabel = "FILE", description = "Where the series go (CSV, gzip).")
  private OutputFile to;

  @Option(
      names = "--alarms",
      paramLabel = "FILE",
      description = "What evaluate --write-alarms wrote of them.")
  private Path alarms;

  @Option(
      names = "--published",
      paramLabel = "FOLDER",
      description = "Results of a detector; may be given several times.")
  private List<Path> published = List.of();

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException {
    if (to == null && alarms == null && published.isEmpty()) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "give --to, --alarms or --published: there is nothing to do");
    }
    NabCorpus corpus = NabCorpus.read(data);
    PrintWriter out = command.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%d series, %,d rows, %d windows%n",
        corpus.series().size(),
        corpus.rows(),
        corpus.windows());
    if (to != null) {
      corpus.write(to.path());
    }
    if (alarms != null) {
      print(out, alarms, NabScores.ofLearner(corpus, alarms));
    }
    for (Path detector : published) {
      print(out, detector, NabScores.published(corpus, detector));
    }
    return CommandLine.ExitCode.OK;
  }

  private static void print(PrintWriter out, Path of, NabScorer.Outcome outcome) {
    out.printf(
        Locale.ROOT,
        "%s: %.2f, %d windows found, %d false alarms, from %.4f on%n",
        of.getFileName(),
        outcome.score(),
        outcome.found(),
        outcome.falseAlarms(),
        outcome.threshold());
  }
}
