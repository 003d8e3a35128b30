package io.gradstream.cli;

import io.gradstream.cli.local.Home;
import io.gradstream.cli.local.LocalRun;
import io.gradstream.cli.local.LocalServing;
import io.gradstream.cli.local.ServingFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "serve",
    description = {
      "Runs the query service until Ctrl-C: it follows the learners' models topics and answers by the"
          + " Open Inference Protocol v2."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  gradstream serve flight-delays --brokers localhost:9092 --port 8080"
    })
final class ServeCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Parameters(
      arity = "0..*",
      paramLabel = "LEARNER",
      description = "Whose models to serve (default: every learner's).")
  private List<String> learners = List.of();

  @Option(
      names = "--brokers",
      defaultValue = "localhost:9092",
      description = "Kafka's bootstrap servers (default: ${DEFAULT-VALUE}).")
  private String brokers;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "What to listen on (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--kafka-file",
      paramLabel = "FILE",
      description = "Properties of the Kafka client, secrets too: a Java properties file.")
  private Path kafkaFile;

  @Option(
      names = "--state",
      defaultValue = "gradstream-state",
      description = "The folder that deploy keeps its state in (default: ${DEFAULT-VALUE}).")
  private Path state;

  @Override
  public Integer call() {
    if (port < 1 || port > 65_535) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "--port must be in 1..65535: " + port);
    }
    Path snapshots = state.resolve("snapshots").toAbsolutePath();
    try (LocalRun run = LocalRun.start();
        LocalServing serving =
            LocalServing.start(
                Home.ofThisProcess(), run, brokers, learners, snapshots, port, files())) {
      serving.awaitReady();
      command
          .commandLine()
          .getOut()
          .printf("listening on %s; log in %s; Ctrl-C ends%n", serving.address(), run.folder());
      serving.awaitEnd();
    }
    return CommandLine.ExitCode.OK;
  }

  private ServingFiles files() {
    return new ServingFiles(kafkaFile);
  }
}
