package io.gradstream.cli;

import io.gradstream.cli.data.FormOptions;
import io.gradstream.cli.output.OutputFile;
import io.gradstream.cli.plot.PlotFile;
import io.gradstream.cli.topics.KafkaOptions;
import io.gradstream.cli.topics.LearnerTopics;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.workbench.evaluate.Evaluation;
import io.gradstream.workbench.evaluate.EvaluationOptions;
import io.gradstream.workbench.evaluate.EvaluationReport;
import io.gradstream.workbench.evaluate.Source;
import io.gradstream.workbench.infer.InferredSpec;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "evaluate",
    description = {
      "Runs a learner over a data file, in this process and without Kafka: each row is scored first"
          + " and learned then, its label known at once. With --topic over what its Kafka topics hold"
          + " now, without deploying anything.",
      "The learner is the class the Flink job runs."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  gradstream evaluate examples/flight-delays/flight-delays.yaml \\",
      "      --data examples/flight-delays/flights.csv.gz --limit 20000",
      "  gradstream evaluate card-fraud.yaml --topic --brokers localhost:9092",
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
      paramLabel = "FILE",
      description = {
        "CSV with columns named as the spec's fields, ARFF, or JSON objects in lines;",
        "plain or gzip. A pipe will do, '-' is standard input."
      })
  private Path dataFile;

  @Mixin private FormOptions form;

  @Mixin private TopicOptions topics;

  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Rows to read (default: all); of topics events, in the order of time.")
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

  @Option(
      names = "--freshness",
      paramLabel = "SPAN",
      split = ",",
      converter = Span.class,
      description = {
        "Asks models of before as well, for instance 1h,1d: what the model of an hour and of a day",
        "ago would have said of the same rows."
      })
  private List<Duration> ages = List.of();

  @Option(
      names = "--write-alarms",
      paramLabel = "FILE",
      description =
          "Where it goes how unusual each event was, and whether it was an alarm (CSV); for a learner"
              + " with target.alarms.")
  private OutputFile alarmFile;

  @Option(names = "--json", description = "The result as one line of JSON.")
  private boolean json;

  private boolean learned;

  @Override
  public Integer call() throws IOException, InterruptedException {
    require(topics.problem(specFile != null, dataFile != null));
    require(auto.problem(specFile != null));
    require(topics.isOn() ? problemOfTopics() : problemOfFile());
    requireNumbers();
    Optional<PlotFile> plot = Optional.ofNullable(plotFile).map(PlotFile::new);
    if (auto.isOn()) {
      InputFile data = form.file(dataFile);
      InferredSpec inferred = auto.infer(data, most());
      run(inferred.spec(), new Source.DataFile(data), plot, inferred::notes);
    } else {
      run(topics.of(SpecReader.read(specFile)), plot);
    }
    return learned ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private void require(String problem) {
    if (!problem.isEmpty()) {
      throw new CommandLine.ParameterException(command.commandLine(), problem);
    }
  }

  private String problemOfTopics() {
    if (auto.isOn()) {
      return "--auto goes with --data; 'gradstream init --topic' writes a spec for a topic";
    }
    return passes > 1 || delay > 0
        ? "--passes and --delay go with --data: a topic is read once, and its labels come when they do"
        : "";
  }

  private String problemOfFile() {
    CommandLine.ParseResult given = command.commandLine().getParseResult();
    return given.hasMatchedOption("--brokers") || given.hasMatchedOption("--kafka-file")
        ? "--brokers and --kafka-file go with --topic"
        : "";
  }

  private void run(LearnerSpec spec, Optional<PlotFile> plot)
      throws IOException, InterruptedException {
    if (!topics.isOn()) {
      run(spec, new Source.DataFile(form.file(dataFile)), plot, List::of);
      return;
    }
    try (LearnerTopics opened = LearnerTopics.open(spec, kafka, topics.since(spec), record -> {})) {
      run(spec, new Source.Topics(opened.partitions()), plot, opened::notes);
    }
  }

  private void run(
      LearnerSpec spec, Source source, Optional<PlotFile> plot, Supplier<List<String>> notes)
      throws IOException {
    boolean labelsComeLater = topics.isOn() && spec.labels() instanceof LabelsSpec.OwnTopic;
    plot.ifPresent(file -> file.requireCurve(spec, delay > 0 || labelsComeLater));
    LearnerSpec seeded = seed == null ? spec : spec.withSeed(seed);
    EvaluationReport report =
        Evaluation.run(
            seeded,
            options(source),
            System::nanoTime,
            scored -> print(scored.withNotes(notes.get())));
    plot.ifPresent(file -> file.write(report));
  }

  /** Before anything is saved: what was found out is told even where that fails. */
  private void print(EvaluationReport report) {
    PrintWriter out = command.commandLine().getOut();
    out.println(json ? report.json() : report.table().stripTrailing());
    out.flush();
    learned = report.n() > report.unlearned();
    if (!learned) {
      command.commandLine().getErr().println("gradstream: nothing was learned: " + why(report));
    }
  }

  private static String why(EvaluationReport report) {
    if (report.rows() == 0) {
      return "there is nothing to read";
    }
    return report.unlearned() > 0
        ? "all that could be used fills no mini-batch (learn.batch)"
        : "none of what was read can be used, for the reasons above";
  }

  private void requireNumbers() {
    Limits.atLeastOne("--passes", (long) passes, command.commandLine());
    most();
    require(delay < 0 ? "--delay must be at least 0: " + delay : "");
    require(ages.isEmpty() ? "" : problemOfAges());
  }

  private String problemOfAges() {
    if (ages.stream().anyMatch(age -> age.toMillis() < 1)) {
      return "--freshness must be spans of time above 0, for instance 1h,1d";
    }
    return passes > 1 || delay > 0 ? "--freshness goes without --passes and --delay" : "";
  }

  private long most() {
    return Limits.atLeastOne("--limit", limit, command.commandLine());
  }

  private EvaluationOptions options(Source source) {
    return new EvaluationOptions(
        source,
        most(),
        passes,
        Optional.ofNullable(testFile),
        Optional.ofNullable(saveFile).map(OutputFile::path),
        delay,
        Optional.ofNullable(featureFile).map(OutputFile::path),
        Optional.ofNullable(alarmFile).map(OutputFile::path),
        ages);
  }
}
