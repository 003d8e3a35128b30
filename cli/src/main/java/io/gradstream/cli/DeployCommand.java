package io.gradstream.cli;

import io.gradstream.jobs.JobOptions;
import io.gradstream.jobs.KafkaFile;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.local.FlinkOptions;
import io.gradstream.local.FlinkRest;
import io.gradstream.local.Home;
import io.gradstream.local.LearnerJobs;
import io.gradstream.local.LocalFlink;
import io.gradstream.local.LocalProcessException;
import io.gradstream.local.LocalRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
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

  @Override
  public Integer call() throws IOException {
    requirePositive("--parallelism", parallelism);
    requirePositive("--task-managers", taskManagers);
    LearnerSpec spec = SpecReader.read(specFile);
    List<String> arguments =
        JobOptions.of(spec.source(), brokers, state.resolve("snapshots"))
            .with(Optional.ofNullable(kafkaFile).map(KafkaFile::new))
            .withWarmStart(warmStart)
            .toArguments();
    if (flink == null) {
      runApplication(spec, arguments);
    } else {
      submit(spec, arguments);
    }
    return CommandLine.ExitCode.OK;
  }

  private void requirePositive(String option, int value) {
    if (value < 1) {
      throw new CommandLine.ParameterException(
          command.commandLine(), option + " must be at least 1: " + value);
    }
  }

  private void submit(LearnerSpec spec, List<String> arguments) throws IOException {
    String job =
        LearnerJobs.submit(Home.ofThisProcess(), new FlinkRest(flink), arguments, parallelism);
    command.commandLine().getOut().printf("learner %s runs as job %s%n", spec.name(), job);
  }

  private void runApplication(LearnerSpec spec, List<String> arguments) throws IOException {
    PrintWriter out = command.commandLine().getOut();
    try (LocalRun run = LocalRun.start();
        LocalFlink cluster = startApplication(spec, arguments, run)) {
      cluster.awaitReady();
      out.printf(
          "learner %s runs; Flink answers on %s; logs in %s; Ctrl-C ends%n",
          spec.name(), cluster.address(), run.folder());
      awaitEnd(cluster);
    }
  }

  private static void awaitEnd(LocalFlink cluster) throws IOException {
    try {
      cluster.awaitEnd();
    } catch (LocalProcessException e) {
      throw RefusedState.in(cluster.jobManager().log()).orElse(e);
    }
  }

  private LocalFlink startApplication(LearnerSpec spec, List<String> arguments, LocalRun run)
      throws IOException {
    Path checkpoints = state.resolve("checkpoints").resolve(spec.name()).toAbsolutePath();
    int slots = (parallelism + taskManagers - 1) / taskManagers;
    FlinkOptions options =
        new FlinkOptions(
                taskManagers,
                slots,
                checkpoints,
                HEAP_MEGABYTES,
                Map.of("parallelism.default", Integer.toString(parallelism)))
            .continuing();
    return LocalFlink.application(Home.ofThisProcess(), run, options, LearnerJobs.MAIN, arguments);
  }
}
