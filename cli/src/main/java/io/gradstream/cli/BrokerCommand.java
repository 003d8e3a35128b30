package io.gradstream.cli;

import io.gradstream.cli.machine.BrokerFolder;
import io.gradstream.cli.machine.LocalPort;
import io.gradstream.local.Home;
import io.gradstream.local.LocalBroker;
import io.gradstream.local.LocalRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "broker",
    description = {
      "Runs a Kafka broker for this machine alone, until Ctrl-C. What was sent to it stays in a"
          + " folder, and is there again at the next start.",
      "It is a real one, of one node, open to every program of this machine; for trying things, not"
          + " for a company's data."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gradstream broker --port 9092"})
final class BrokerCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where records are kept (default: gradstream/broker in $$XDG_DATA_HOME or"
              + " ~/.local/share, wherever it is started).")
  private Path data;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "9092",
      description = "Port of 127.0.0.1 (default: ${DEFAULT-VALUE}).")
  private int port;

  @Override
  public Integer call() {
    if (port < 1 || port > LocalPort.GREATEST) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "--port must be in 1..65535: " + port);
    }
    BrokerFolder folder =
        data == null ? BrokerFolder.usual(System.getenv("XDG_DATA_HOME")) : new BrokerFolder(data);
    folder.prepare();
    requireFree();
    PrintWriter out = command.commandLine().getOut();
    out.printf("starting a broker on the data in %s%n", folder.path());
    out.flush();
    try (LocalRun run = LocalRun.start();
        LocalBroker broker =
            LocalBroker.startKept(Home.ofThisProcess(), run, folder.path(), port)) {
      broker.awaitReady();
      out.printf("listening on %s; log in %s; Ctrl-C ends%n", broker.address(), run.folder());
      out.flush();
      broker.awaitEnd();
    }
    return CommandLine.ExitCode.OK;
  }

  /** Kafka itself would say it in the middle of its log. */
  private void requireFree() {
    Optional<String> obstacle = LocalPort.obstacle(port);
    if (obstacle.isPresent()) {
      throw new IllegalStateException(
          obstacle.get() + ". Is a broker running there already? Else choose another --port");
    }
  }
}
