package io.gradstream.cli;

import io.gradstream.cli.output.OutputFile;
import io.gradstream.cli.plot.PlotFile;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.workbench.evaluate.Evaluation;
import io.gradstream.workbench.evaluate.EvaluationOptions;
import io.gradstream.workbench.evaluate.EvaluationReport;
import io.gradstream.workbench.infer.InferredSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "evaluate",
    description = {
      "Runs a learner over a data file, in this process and without Kafka: each row is scored first"
          + " and learned then, its label known at once.",
      "The learner is the class the Flink job runs."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  gradstream evaluate examples/flight-delays/flight-delays.yaml \\",
      "      --data examples/flight-delays/flights.csv.gz --limit 20000",
      "  gradstream evaluate --auto --target cnt --ignore casual,registered \\",
      "      --data hour.csv --plot hour.png"
    })
final class EvaluateCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Parameters(paramLabel = "SPEC", arity = "0..1", description = "The learner spec (YAML).")
  private Path specFile;

  @Mixin private AutoOptions auto;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description = {
        "CSV with columns named as the spec's fields, ARFF, or JSON objects in lines (.jsonl);",
        "plain or gzip."
      })
  private Path dataFile;

  @Option(names = "--limit", paramLabel = "N", description = "Rows to read (default: all).")
  private Long limit;

  @Option(
      names = "--test",
      paramLabel = "FILE",
      description = "Rows that are predicted and scored in the end, and not learned.")
  private Path testFile;

  @Option(
      names = "--passes",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often the data is learned (default: once). The first pass scores.")
  private int passes;

  @Option(names = "--seed", paramLabel = "N", description = "In place of the spec's own.")
  private Long seed;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Where the model goes in the end, as a snapshot.")
  private OutputFile saveFile;

  @Option(
      names = "--delay",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Rows after which a label comes (default: with its own): each row is predicted when it"
              + " comes and learned then, and the answers are scored as they were given.")
  private long delay;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Where a picture of the learning curve goes (PNG).")
  private OutputFile plotFile;

  @Option(
      names = "--write-features",
      paramLabel = "FILE",
      description = "Where the features go that a pool makes, the label last (ARFF).")
  private OutputFile featureFile;

  @Option(names = "--json", description = "The result as one line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    String problem = auto.problem(specFile != null);
    if (!problem.isEmpty()) {
      throw new CommandLine.ParameterException(command.commandLine(), problem);
    }
    EvaluationOptions options = options();
    Optional<PlotFile> plot = Optional.ofNullable(plotFile).map(PlotFile::new);
    if (auto.isOn()) {
      InferredSpec inferred = auto.infer(dataFile, options.limit());
      run(inferred.spec(), options, plot, inferred.notes());
    } else {
      run(SpecReader.read(specFile), options, plot, List.of());
    }
    return CommandLine.ExitCode.OK;
  }

  private void run(
      LearnerSpec spec, EvaluationOptions options, Optional<PlotFile> plot, List<String> notes)
      throws IOException {
    plot.ifPresent(file -> file.requireCurve(spec, options.delay()));
    LearnerSpec seeded = seed == null ? spec : spec.withSeed(seed);
    EvaluationReport report =
        Evaluation.run(seeded, options, System::nanoTime, scored -> print(scored.withNotes(notes)));
    plot.ifPresent(file -> file.write(report));
  }

  /** Before anything is saved: what was found out is told even where that fails. */
  private void print(EvaluationReport report) {
    PrintWriter out = command.commandLine().getOut();
    out.println(json ? report.json() : report.table().stripTrailing());
    out.flush();
  }

  private EvaluationOptions options() {
    Limits.atLeastOne("--passes", (long) passes, command.commandLine());
    if (delay < 0) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "--delay must be at least 0: " + delay);
    }
    return new EvaluationOptions(
        dataFile,
        Limits.atLeastOne("--limit", limit, command.commandLine()),
        passes,
        Optional.ofNullable(testFile),
        Optional.ofNullable(saveFile).map(OutputFile::path),
        delay,
        Optional.ofNullable(featureFile).map(OutputFile::path));
  }
}
