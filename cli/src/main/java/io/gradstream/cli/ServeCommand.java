package io.gradstream.cli;

import io.gradstream.cli.running.StateOption;
import io.gradstream.cli.topics.KafkaAccess;
import io.gradstream.local.Home;
import io.gradstream.local.LocalRun;
import io.gradstream.local.LocalServing;
import io.gradstream.serving.ServingOption;
import io.gradstream.serving.ServingOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
    name = "serve",
    description = {
      "Runs the query service until Ctrl-C: it follows the learners' models topics and answers by"
          + " the Open Inference Protocol v2."
    },
    mixinStandardHelpOptions = true,
    modelTransformer = ServeCommand.OptionsOfTheService.class,
    footer = {
      "",
      "Example:",
      "  gradstream serve flight-delays --brokers localhost:9092 --port 8080"
    })
final class ServeCommand implements Callable<Integer> {

  /** All options of the service but those that this command has in a form of its own. */
  private static final Set<ServingOption> OF_THE_SERVICE =
      EnumSet.complementOf(
          EnumSet.of(ServingOption.BROKERS, ServingOption.LEARNER, ServingOption.SNAPSHOTS));

  @CommandLine.Spec private CommandSpec command;

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

  @Mixin private StateOption state;

  @Option(
      names = "--heap-megabytes",
      paramLabel = "N",
      defaultValue = "" + LocalServing.DEFAULT_HEAP,
      description =
          "Java heap of the service; larger bodies and more requests need more (default:"
              + " ${DEFAULT-VALUE}).")
  private int heap;

  @Option(
      names = "--await-kafka",
      paramLabel = "SPAN",
      converter = Span.class,
      description =
          "Wait so long for a broker that does not answer yet, for instance 2m (default: not at"
              + " all).")
  private Duration awaitKafka;

  @Override
  public Integer call() throws IOException {
    ServingOptions options = options();
    Limits.atLeastOne("--heap-megabytes", (long) heap, command.commandLine());
    PrintWriter out = command.commandLine().getOut();
    KafkaAccess.of(brokers, options.kafkaFile().orElse(null))
        .with(options.kafka())
        .awaitAnswer(Optional.ofNullable(awaitKafka), command.commandLine());
    state.folder().snapshotsOfBefore().ifPresent(out::println);
    try (LocalRun run = LocalRun.start();
        LocalServing serving = LocalServing.start(Home.ofThisProcess(), run, options, heap)) {
      serving.awaitReady();
      out.printf("listening on %s; log in %s; Ctrl-C ends%n", serving.address(), run.folder());
      serving.awaitEnd();
    }
    return CommandLine.ExitCode.OK;
  }

  private ServingOptions options() {
    List<String> arguments = new ArrayList<>(List.of(ServingOption.BROKERS.flag(), brokers));
    String snapshots = state.folder().snapshots().toString();
    arguments.addAll(List.of(ServingOption.SNAPSHOTS.flag(), snapshots));
    learners.forEach(learner -> arguments.addAll(List.of(ServingOption.LEARNER.flag(), learner)));
    OF_THE_SERVICE.forEach(option -> option.given(command).forEach(arguments::add));
    try {
      return requirePort(ServingOptions.parse(arguments));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage());
    }
  }

  /** A port that the system lets the service choose is not known here. */
  private static ServingOptions requirePort(ServingOptions options) {
    if (options.port() < 1) {
      throw new IllegalArgumentException("--port must be in 1..65535: " + options.port());
    }
    return options;
  }

  /** Adds the service's options to the command's own. */
  static final class OptionsOfTheService implements IModelTransformer {

    @Override
    public CommandSpec transform(CommandSpec serve) {
      OF_THE_SERVICE.forEach(option -> option.addTo(serve));
      return serve;
    }
  }
}
