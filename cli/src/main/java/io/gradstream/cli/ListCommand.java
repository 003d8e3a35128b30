package io.gradstream.cli;

import io.gradstream.cli.machine.Machine;
import io.gradstream.cli.running.StateOption;
import io.gradstream.cli.topics.DeployedLearners;
import io.gradstream.cli.topics.KafkaAccess;
import io.gradstream.cli.topics.KafkaOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = {
      "Names the learners that have been deployed to a Kafka, a line each: whether and where it runs,"
          + " its newest version, and how it does.",
      "'gradstream status LEARNER' says the same in lines."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gradstream list --brokers localhost:9092"})
final class ListCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Mixin private KafkaOptions options;

  @Mixin private StateOption state;

  @Option(names = "--json", description = "One JSON object a learner, in a line.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Machine machine = Machine.of(state.folder());
    KafkaAccess kafka =
        options.requireAnswer(
            UpDefaults.brokers(command.commandLine(), machine, options.brokers()));
    PrintWriter out = command.commandLine().getOut();
    DeployedLearners there = DeployedLearners.read(kafka);
    if (there.names().isEmpty() && !json) {
      out.println("no learner has been deployed to " + kafka.brokers());
    }
    for (String learner : there.names()) {
      LearnerStatus status = LearnerStatus.of(learner, state.folder(), kafka);
      out.println(json ? status.toJson() : status.toLine());
      out.flush();
    }
    return CommandLine.ExitCode.OK;
  }
}
