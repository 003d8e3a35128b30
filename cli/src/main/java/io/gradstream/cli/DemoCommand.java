package io.gradstream.cli;

import io.gradstream.cli.demo.Demo;
import io.gradstream.cli.demo.DemoOptions;
import io.gradstream.cli.demo.ExampleStream;
import io.gradstream.cli.demo.Examples;
import io.gradstream.cli.output.OutputFile;
import io.gradstream.local.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
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
      "Starts a Kafka broker, Flink, the learner of an example and the query service, replays its"
          + " stream in time order, and shows how well the learner answers before it knows: beside"
          + " the rules that learn nothing, line by line, and as a picture in the end.",
      "Everything runs as processes of this machine and is gone in the end."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  gradstream demo",
      "  gradstream demo --keep",
      "  gradstream demo flights --events 20000 --json",
      "  gradstream demo sms-spam --data messages.jsonl.gz"
    })
final class DemoCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  /** The streams that there are. */
  private static final class Streams implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return System.getProperty(Home.PROPERTY) == null
          ? Collections.emptyIterator()
          : Examples.of(Home.ofThisProcess()).names().iterator();
    }
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "EXAMPLE",
      defaultValue = "taxis",
      completionCandidates = Streams.class,
      description =
          "taxis: what a ride in New York will cost, 20 s. flights: whether a departure will be"
              + " late, whose labels come hours later, 2 min. gradstream examples lists them all"
              + " (default: ${DEFAULT-VALUE}).")
  private String example;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "The stream, as feed reads it (default: the example's own, where it is part of"
              + " Gradstream; else its page says where it is from).")
  private Path data;

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
    Limits.rate("--rate", rate, command.commandLine());
    new Demo(Home.ofThisProcess(), options(), command.commandLine().getOut()).run();
    return CommandLine.ExitCode.OK;
  }

  private DemoOptions options() {
    ExampleStream stream = stream();
    return new DemoOptions(
        stream,
        data(stream),
        events == null ? OptionalLong.empty() : OptionalLong.of(events),
        rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
        json,
        keep,
        Optional.ofNullable(plot));
  }

  private ExampleStream stream() {
    Examples examples = Examples.of(Home.ofThisProcess());
    return examples
        .find(example)
        .orElseThrow(
            () ->
                wrong(
                    "EXAMPLE must be one of %s: %s"
                        .formatted(String.join(", ", examples.names()), example)));
  }

  private Path data(ExampleStream stream) {
    if (data != null && !Files.isReadable(data)) {
      throw wrong("--data: there is no file " + data);
    }
    return Optional.ofNullable(data)
        .or(stream::data)
        .orElseThrow(
            () ->
                wrong(
                    "the data of %s are not part of Gradstream: give them with --data FILE; where they are from says %s"
                        .formatted(stream.name(), stream.folder().resolve("README.md"))));
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(command.commandLine(), message);
  }
}
