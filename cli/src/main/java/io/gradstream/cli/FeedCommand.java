package io.gradstream.cli;

import io.gradstream.cli.data.FormOptions;
import io.gradstream.cli.feed.Feeding;
import io.gradstream.cli.topics.KafkaAccess;
import io.gradstream.cli.topics.KafkaOptions;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "feed",
    description = {
      "Replays a data file onto a learner's topics: events and labels in time order, then a time"
          + " mark on every partition, so that all of it is learned. Live events may follow.",
      "It reads what evaluate reads. Columns are named as the spec's fields; rows are in the order"
          + " of their events' times. A row that cannot be used is left out and told, as evaluate"
          + " does."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: 1,000 flights a second",
      "  gradstream feed examples/flight-delays/flight-delays.yaml \\",
      "      examples/flight-delays/flights.csv.gz --rate 1000"
    })
final class FeedCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Parameters(index = "0", paramLabel = "SPEC", description = "The learner spec (YAML).")
  private Path specFile;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description =
          "CSV, ARFF, or JSON objects in lines; plain or gzip. A pipe will do, '-' is standard"
              + " input.")
  private Path dataFile;

  @Mixin private FormOptions form;

  @Mixin private KafkaOptions options;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description = "Events a second; 0, the default, is as fast as it goes.")
  private double rate;

  @Option(names = "--limit", paramLabel = "N", description = "Rows to read (default: all).")
  private Long limit;

  @Option(
      names = "--end",
      description =
          "Nothing follows: labels that have not come are not waited for any longer. Time then"
              + " stands labels.wait behind the last record.")
  private boolean end;

  @Override
  public Integer call() throws IOException {
    LearnerSpec spec = SpecReader.read(specFile);
    long rows = Limits.atLeastOne("--limit", limit, command.commandLine());
    Limits.rate("--rate", rate, command.commandLine());
    KafkaAccess kafka = options.requireAnswer();
    Feeding.Sent sent =
        new Feeding(spec, kafka.brokers(), kafka.properties())
            .feed(form.file(dataFile), rows, rate, end ? Feeding.Then.NOTHING : Feeding.Then.LIVE);
    PrintWriter out = command.commandLine().getOut();
    out.printf(Locale.ROOT, "%d events, %d labels%n", sent.events(), sent.labels());
    tell(sent, out);
    if (!end && sent.labels() < sent.events() && spec.labels() instanceof LabelsSpec.OwnTopic own) {
      out.printf(
          Locale.ROOT,
          "Labels that have not come are waited for as events go on, the last until %s in event"
              + " time; --end would have ended that.%n",
          Instant.ofEpochMilli(sent.lastTime()).plus(own.within()));
    }
    if (sent.events() == 0) {
      command.commandLine().getErr().println("gradstream: nothing was sent: no row can be used");
    }
    return sent.events() == 0 ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
  }

  private static void tell(Feeding.Sent sent, PrintWriter out) {
    sent.leftOut()
        .counts()
        .forEach((reason, count) -> out.printf("%d rows left out: %s%n", count, reason));
    sent.leftOut().first().forEach(row -> out.printf("  %s: %s%n", row.place(), row.message()));
    sent.setAside()
        .counts()
        .forEach((reason, count) -> out.printf("%d values set aside: %s%n", count, reason));
    sent.setAside().first().forEach(row -> out.printf("  %s: %s%n", row.place(), row.message()));
    sent.notes().forEach(note -> out.printf("note: %s%n", note));
  }
}
