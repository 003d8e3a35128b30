package io.gradstream.serving;

import io.gradstream.schemas.IoFailure;
import java.io.IOException;
import java.net.BindException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The query service as a process of its own. Prints one line on standard output when it listens,
 * {@code listening on http://HOST:PORT}, and before it one for gRPC where it was asked for; logs go
 * to standard error.
 */
@Command(
    name = "gradstream-serving",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    modelTransformer = Main.AllOptions.class,
    description =
        "Follows the models of learners and answers the Open Inference Protocol, version 2.",
    footer = "%nExample: gradstream-serving --brokers localhost:9092 --learner flight-delays")
public final class Main implements Callable<Integer> {

  /** How the line begins that it prints when it listens. */
  public static final String LISTENS = "listening on ";

  /** How the line begins that says why it ends. */
  public static final String FAILURE = "gradstream-serving: ";

  @Spec private CommandSpec command;

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // digits and dates of no country
    CommandLine commandLine =
        new CommandLine(new Main())
            .setParameterExceptionHandler(
                (error, words) -> {
                  tell(error.getMessage(), error.getCommandLine());
                  return CommandLine.ExitCode.USAGE;
                });
    System.exit(commandLine.execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    QueryService service;
    ServingOptions options;
    try {
      options = options();
      service = new QueryService(options);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage());
    }
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
    try {
      service.start();
    } catch (IOException e) {
      tell(
          "cannot listen on %s port %d%s: %s%s"
              .formatted(
                  options.host(),
                  options.port(),
                  options.grpcPort().map(" or, for gRPC, %d"::formatted).orElse(""),
                  cause(e),
                  wayOut(e)),
          command.commandLine());
      return CommandLine.ExitCode.SOFTWARE;
    }
    service.grpcTarget().ifPresent(target -> System.out.println("gRPC on " + target));
    System.out.println(LISTENS + service.url());
    new CountDownLatch(1).await(); // until the process is told to end
    return CommandLine.ExitCode.OK;
  }

  private static String wayOut(IOException failure) {
    return failure instanceof BindException || failure.getCause() instanceof BindException
        ? "; give another with --port, or end whoever has it"
        : "";
  }

  /** Whoever has started this process looks for such a line in what it wrote. */
  private static void tell(String what, CommandLine to) {
    to.getErr().println(FAILURE + what);
    to.getErr().flush();
  }

  ServingOptions options() {
    return ServingOptions.of(command);
  }

  /** Adds every option of the service. */
  static final class AllOptions implements IModelTransformer {

    @Override
    public CommandSpec transform(CommandSpec command) {
      Stream.of(ServingOption.values()).forEach(option -> option.addTo(command));
      return command;
    }
  }

  private static String cause(IOException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return IoFailure.reason(cause);
  }
}
