package io.gradstream.cli;

import io.gradstream.cli.running.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "Names the learners that have been deployed to a Kafka, and whether they run.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gradstream list --brokers localhost:9092"})
final class ListCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Option(
      names = "--brokers",
      defaultValue = "localhost:9092",
      description = "Kafka's bootstrap servers (default: ${DEFAULT-VALUE}).")
  private String brokers;

  @Option(
      names = "--kafka-file",
      paramLabel = "FILE",
      description = "Properties of the Kafka client, secrets too: a Java properties file.")
  private Path kafkaFile;

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      description = "The folder that deploy keeps its state in " + StateFolder.DEFAULT + ".")
  private Path stateFolder;

  @Option(names = "--json", description = "One JSON object a learner, in a line.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    KafkaAccess kafka = KafkaAccess.of(brokers, kafkaFile);
    kafka.requireAnswer(command.commandLine());
    PrintWriter out = command.commandLine().getOut();
    OwnTopics there = OwnTopics.read(kafka);
    if (there.names().isEmpty() && !json) {
      out.println("no learner has been deployed to " + brokers);
    }
    for (String learner : there.names()) {
      LearnerRunning running = LearnerRunning.of(learner, StateFolder.of(stateFolder), kafka);
      out.println(json ? running.toJson(learner) : "%-24s %s".formatted(learner, running.toText()));
      out.flush();
    }
    return CommandLine.ExitCode.OK;
  }
}
