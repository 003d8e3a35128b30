package io.gradstream.cli;

import io.gradstream.jobs.JobOptions;
import io.gradstream.jobs.KafkaAwayException;
import io.gradstream.jobs.KafkaFile;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.local.FlinkOptions;
import io.gradstream.local.FlinkPath;
import io.gradstream.local.FlinkRest;
import io.gradstream.local.Home;
import io.gradstream.local.JobStart;
import io.gradstream.local.LearnerJobs;
import io.gradstream.local.LocalFlink;
import io.gradstream.local.LocalRun;
import io.gradstream.local.RetainedCheckpoints;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "deploy",
    description = {
      "Runs a learner as a Flink job, until Ctrl-C: a JobManager of its own and TaskManagers as"
          + " processes of this machine. It goes on from its newest checkpoint when there is one.",
      "It says when the learner runs, when it restarts, and why. One that cannot read its"
          + " checkpoint ends with exit code 1 and the command that starts from the one before.",
      "With --flink the job is sent to a running session cluster instead, which must have the"
          + " engine (gradstream-network and ND4J) on its own class path."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  gradstream deploy examples/flight-delays/flight-delays.yaml --brokers localhost:9092"
    })
final class DeployCommand implements Callable<Integer> {

  private static final int HEAP_MEGABYTES = 512;

  /** Below that of a submission. */
  private static final Duration CLUSTERS_PATIENCE = Duration.ofSeconds(10);

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Parameters(paramLabel = "SPEC", description = "The learner spec (YAML).")
  private Path specFile;

  @Option(
      names = "--brokers",
      defaultValue = "localhost:9092",
      description = "Kafka's bootstrap servers (default: ${DEFAULT-VALUE}).")
  private String brokers;

  @Option(
      names = "--kafka-file",
      paramLabel = "FILE",
      description =
          "Properties of all Kafka clients, secrets too, a Java properties file. Every process of"
              + " the job reads it, so it must be on every machine.")
  private Path kafkaFile;

  @Option(
      names = "--await-kafka",
      paramLabel = "SPAN",
      converter = KafkaAccess.Span.class,
      description =
          "Wait so long for a broker that does not answer yet, for instance 2m (default: not at"
              + " all).")
  private Duration awaitKafka;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description = "REST address of a session cluster, for instance http://localhost:8081.")
  private URI flink;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "Subtasks of each operator (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--task-managers",
      defaultValue = "1",
      description = "Processes that work, without --flink (default: ${DEFAULT-VALUE}).")
  private int taskManagers;

  @Option(
      names = "--state",
      defaultValue = "gradstream-state",
      description =
          "Folder of checkpoints and large snapshots, a folder for each learner in it"
              + " (default: ${DEFAULT-VALUE}).")
  private Path state;

  @Option(
      names = "--warm-start",
      description =
          "When the checkpoint is of another spec: keep what fits of its models, and have the rest"
              + " as new. Otherwise such a deploy is refused.")
  private boolean warmStart;

  @Option(
      names = "--from",
      paramLabel = "CHECKPOINT",
      description =
          "A checkpoint or savepoint to go on from: its folder, which holds a file _metadata, or a"
              + " URI. By default, without --flink, the newest checkpoint.")
  private String from;

  @Override
  public Integer call() throws IOException {
    requirePositive("--parallelism", parallelism);
    requirePositive("--task-managers", taskManagers);
    LearnerSpec spec = SpecReader.read(specFile);
    Optional<String> given = place();
    JobOptions options =
        JobOptions.of(spec.source(), brokers, state.resolve("snapshots"))
            .with(Optional.ofNullable(kafkaFile).map(KafkaFile::new))
            .withWarmStart(warmStart);
    if (flink == null) {
      awaitKafka();
      runApplication(spec, options.toArguments(), given);
    } else {
      lookForKafka(spec);
      submit(spec, options.withAwaitKafka(CLUSTERS_PATIENCE).toArguments(), given);
    }
    return CommandLine.ExitCode.OK;
  }

  private void awaitKafka() throws IOException {
    KafkaAccess.of(brokers, kafkaFile)
        .awaitAnswer(Optional.ofNullable(awaitKafka), command.commandLine());
  }

  /** A cluster may reach what this machine does not, and is the one that must. */
  private void lookForKafka(LearnerSpec spec) throws IOException {
    try {
      awaitKafka();
    } catch (KafkaAwayException e) {
      if (!e.mayCome()) {
        throw e;
      }
      deployment(spec).say("goes to the cluster all the same, from here: " + e.getMessage());
    }
  }

  private void requirePositive(String option, int value) {
    if (value < 1) {
      throw new CommandLine.ParameterException(
          command.commandLine(), option + " must be at least 1: " + value);
    }
  }

  /** The checkpoint to go on from, as Flink writes it. */
  private Optional<String> place() {
    if (from == null || !FlinkPath.isLocal(from)) {
      return Optional.ofNullable(from);
    }
    Path folder = FlinkPath.toPath(from);
    if (!RetainedCheckpoints.isOne(folder)) {
      throw new CommandLine.ParameterException(
          command.commandLine(),
          "--from: there is no checkpoint and no savepoint in " + folder + ": no file _metadata");
    }
    return Optional.of(FlinkPath.of(folder));
  }

  private Optional<String> newest(LearnerSpec spec) throws IOException {
    return RetainedCheckpoints.in(checkpoints(spec)).newest().map(FlinkPath::of);
  }

  private Deployment deployment(LearnerSpec spec) {
    return new Deployment(
        spec.name(),
        checkpoints(spec),
        command.root().commandLine().getParseResult().originalArgs(),
        command.commandLine().getOut());
  }

  private Path checkpoints(LearnerSpec spec) {
    return state.resolve("checkpoints").resolve(spec.name()).toAbsolutePath();
  }

  private void submit(LearnerSpec spec, List<String> arguments, Optional<String> from)
      throws IOException {
    JobStart start = new JobStart(parallelism, from, Map.of());
    FlinkRest cluster = new FlinkRest(flink);
    String job = LearnerJobs.submit(Home.ofThisProcess(), cluster, arguments, start);
    deployment(spec).awaitRunning(cluster, job);
  }

  private void runApplication(LearnerSpec spec, List<String> arguments, Optional<String> given)
      throws IOException {
    int slots = (parallelism + taskManagers - 1) / taskManagers;
    FlinkOptions options =
        new FlinkOptions(
            taskManagers,
            slots,
            checkpoints(spec),
            HEAP_MEGABYTES,
            Map.of("parallelism.default", Integer.toString(parallelism)));
    Optional<String> start = given.isPresent() ? given : newest(spec);
    Deployment deployment = deployment(spec);
    if (start.isPresent()) {
      deployment.requireIntact(start.get());
      options = options.from(start.get());
    }
    try (LocalRun run = LocalRun.start();
        LocalFlink cluster =
            LocalFlink.application(
                Home.ofThisProcess(), run, options, LearnerJobs.MAIN, arguments)) {
      deployment.follow(cluster, start, run.folder());
    }
  }
}
