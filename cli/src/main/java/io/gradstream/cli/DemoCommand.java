package io.gradstream.cli;

import io.gradstream.cli.demo.Demo;
import io.gradstream.cli.demo.DemoOptions;
import io.gradstream.local.Home;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = {
      "Starts a Kafka broker, Flink, one learner and the query service, and replays real US flights"
          + " in time order: will this departure be more than 15 minutes late?",
      "Everything runs as processes of this machine and is gone after Ctrl-C."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: 20,000 flights, and a summary",
      "  gradstream demo --events 20000 --json"
    })
final class DemoCommand implements Callable<Integer> {

  /** Events a second; as fast as it goes, all flights would be answered before one has landed. */
  private static final double WATCHABLE = 1000;

  private static final double BRISK = 2000;

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Stop after N flights, with a summary (default: go on until Ctrl-C).")
  private Long events;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description =
          "Flights a second; 0 is as fast as it goes (default: 1000, with --events: 2000).")
  private Double rate;

  @Option(names = "--json", description = "The summary as one line of JSON, the last one printed.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Limits.atLeastOne("--events", events, command.commandLine());
    double perSecond = rate != null ? rate : events != null ? BRISK : WATCHABLE;
    OptionalLong limit = events == null ? OptionalLong.empty() : OptionalLong.of(events);
    new Demo(
            Home.ofThisProcess(),
            new DemoOptions(limit, perSecond, json),
            command.commandLine().getOut())
        .run();
    return CommandLine.ExitCode.OK;
  }
}
