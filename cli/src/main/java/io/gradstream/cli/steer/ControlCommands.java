package io.gradstream.cli.steer;

import io.gradstream.cli.topics.DeployedLearners;
import io.gradstream.cli.topics.KafkaAccess;
import io.gradstream.schemas.ControlCommand;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "control",
    description = "Sends an order to a learner, and says from where on it holds.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "ORDER",
    footer = {"", "Example:", "  gradstream control learning-rate flight-delays 0.0005"})
public final class ControlCommands implements Runnable {

  private static final String NAMED = "The learner's name.";

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Option(
      names = "--brokers",
      defaultValue = "localhost:9092",
      description = "Kafka's bootstrap servers (default: ${DEFAULT-VALUE}).",
      scope = CommandLine.ScopeType.INHERIT)
  private String brokers;

  @Option(
      names = "--kafka-file",
      paramLabel = "FILE",
      description = "Properties of the Kafka client, secrets too: a Java properties file.",
      scope = CommandLine.ScopeType.INHERIT)
  private Path kafkaFile;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(command.commandLine(), "which order?");
  }

  @Command(
      name = "pause",
      description = "Go on answering, learn nothing.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  gradstream control pause flight-delays"})
  void pause(
      @Parameters(paramLabel = "LEARNER", description = NAMED) String learner,
      @Mixin OriginOptions origin)
      throws InterruptedException, IOException {
    send(learner, new ControlCommand.Pause(OrderDesk.newId(), origin.now()));
  }

  @Command(
      name = "resume",
      description = "Learn again.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  gradstream control resume flight-delays"})
  void resume(
      @Parameters(paramLabel = "LEARNER", description = NAMED) String learner,
      @Mixin OriginOptions origin)
      throws InterruptedException, IOException {
    send(learner, new ControlCommand.Resume(OrderDesk.newId(), origin.now()));
  }

  @Command(
      name = "learning-rate",
      description = "Learn on with another rate.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  gradstream control learning-rate flight-delays 0.0005"})
  void learningRate(
      @Parameters(paramLabel = "LEARNER", description = NAMED) String learner,
      @Parameters(paramLabel = "RATE", description = "In (0, 1].") float rate,
      @Mixin OriginOptions origin)
      throws InterruptedException, IOException {
    if (!(rate > 0 && rate <= 1)) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "the learning rate must be in (0, 1]: " + rate);
    }
    send(learner, new ControlCommand.SetLearningRate(OrderDesk.newId(), origin.now(), rate));
  }

  private void send(String learner, ControlCommand order) throws InterruptedException, IOException {
    KafkaAccess kafka = KafkaAccess.of(brokers, kafkaFile);
    kafka.requireAnswer(command.commandLine());
    DeployedLearners.read(kafka).require(learner); // a producer would have the broker make a topic
    new OrderDesk(learner, kafka, command.commandLine().getOut()).send(order);
  }
}
