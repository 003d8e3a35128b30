package io.gradstream.serving;

import java.io.IOException;
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
 * {@code listening on http://HOST:PORT}; logs go to standard error.
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

  @Spec private CommandSpec command;

  public static void main(String[] args) {
    int exitCode = new CommandLine(new Main()).execute(args);
    System.exit(exitCode);
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      run(options());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage());
    }
    return CommandLine.ExitCode.OK;
  }

  private static void run(ServingOptions options) throws InterruptedException {
    QueryService service = new QueryService(options);
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
    try {
      service.start();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot listen on %s port %d: %s".formatted(options.host(), options.port(), cause(e)), e);
    }
    System.out.println("listening on " + service.url());
    new CountDownLatch(1).await(); // until the process is told to end
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
    return cause.getMessage();
  }
}
