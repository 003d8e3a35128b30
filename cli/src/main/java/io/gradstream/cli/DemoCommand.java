package io.gradstream.cli;

import io.gradstream.cli.demo.Demo;
import io.gradstream.cli.demo.DemoOptions;
import io.gradstream.cli.demo.DemoStream;
import io.gradstream.cli.output.OutputFile;
import io.gradstream.local.Home;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "demo",
    description = {
      "Starts a Kafka broker, Flink, one learner and the query service, replays a real stream in"
          + " time order, and shows how well the learner answers before it knows: beside the rules"
          + " that learn nothing, line by line, and as a picture in the end.",
      "Everything runs as processes of this machine and is gone in the end."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  gradstream demo",
      "  gradstream demo --keep",
      "  gradstream demo flights --events 20000 --json"
    })
final class DemoCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  /** The streams that there are. */
  private static final class Streams implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return DemoStream.names().iterator();
    }
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "STREAM",
      defaultValue = "taxis",
      completionCandidates = Streams.class,
      description =
          "taxis: what a ride in New York will cost, 20 s. flights: whether a departure will be late,"
              + " whose labels come hours later, 2 min (default: ${DEFAULT-VALUE}).")
  private String stream;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Stop after N events (default: all there are).")
  private Long events;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description =
          "Events a second; 0 is as fast as it goes, which answers most of them before the first"
              + " label is there (default: what two cores learn).")
  private Double rate;

  @Option(names = "--json", description = "The summary as one line of JSON, the last one printed.")
  private boolean json;

  @Option(
      names = "--keep",
      description = "Leave broker, Flink and query service running in the end, until Ctrl-C.")
  private boolean keep;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "The learning curve as a picture, PNG (default: a file of the learner's name).")
  private OutputFile plot;

  @Override
  public Integer call() throws IOException {
    Limits.atLeastOne("--events", events, command.commandLine());
    new Demo(Home.ofThisProcess(), options(), command.commandLine().getOut()).run();
    return CommandLine.ExitCode.OK;
  }

  private DemoOptions options() {
    List<String> names = DemoStream.names();
    if (!names.contains(stream)) {
      throw new CommandLine.ParameterException(
          command.commandLine(),
          "STREAM must be one of %s: %s".formatted(String.join(", ", names), stream));
    }
    if (rate != null && !(rate >= 0)) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "--rate must be at least 0: " + rate);
    }
    return new DemoOptions(
        DemoStream.of(stream),
        events == null ? OptionalLong.empty() : OptionalLong.of(events),
        rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
        json,
        keep,
        Optional.ofNullable(plot));
  }
}
