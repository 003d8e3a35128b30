package io.gradstream.cli;

import io.gradstream.cli.machine.Machine;
import io.gradstream.cli.running.StateOption;
import io.gradstream.cli.topics.DeployedLearners;
import io.gradstream.cli.topics.KafkaAccess;
import io.gradstream.cli.topics.KafkaOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "status",
    description = {
      "Tells how learners are: whether and where each runs, its newest version and that one's age,"
          + " what it has read, learned and refused, whom it waits for, and its scores beside those"
          + " of rules that learn nothing.",
      "It reads the learners' own topics, and the state folder of this machine. Where gradstream up"
          + " runs, and no learner is named, it tells first of broker, cluster and query service."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gradstream status flight-delays --brokers localhost:9092"})
final class StatusCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Parameters(
      arity = "0..*",
      paramLabel = "LEARNER",
      description = "Which learners (default: every one there is).")
  private List<String> learners = List.of();

  @Mixin private KafkaOptions options;

  @Mixin private StateOption state;

  @Option(
      names = "--json",
      description =
          "One JSON object a learner, in a line; before them one for each part of gradstream up.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    Machine machine = Machine.of(state.folder());
    if (learners.isEmpty()) {
      machine.parts().forEach(part -> out.println(json ? part.toJson() : part.toText()));
      out.flush();
    }
    KafkaAccess kafka =
        options.requireAnswer(
            UpDefaults.brokers(command.commandLine(), machine, options.brokers()));
    DeployedLearners there = DeployedLearners.read(kafka);
    learners.forEach(there::require);
    List<String> asked = learners.isEmpty() ? new ArrayList<>(there.names()) : learners;
    if (asked.isEmpty() && !json) {
      out.println("no learner has been deployed to " + kafka.brokers());
    }
    for (String learner : asked) {
      LearnerStatus status = LearnerStatus.of(learner, state.folder(), kafka);
      out.println(json ? status.toJson() : status.toText());
      out.flush();
    }
    return CommandLine.ExitCode.OK;
  }
}
