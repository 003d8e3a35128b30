package io.gradstream.cli;

import io.gradstream.cli.topics.KafkaOptions;
import io.gradstream.cli.topics.OwnRecords;
import io.gradstream.cli.topics.OwnTopic;
import io.gradstream.cli.topics.PublishedModel;
import io.gradstream.cli.topics.TopicRead;
import io.gradstream.model.targets.NamedAnswer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "watch",
    description = {
      "Shows what a learner publishes, a line for each record, as it comes, until Ctrl-C.",
      "A dead letter has a second line: the record itself. Times are in UTC: of the event, of a"
          + " report the wall clock's."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  gradstream watch flight-delays",
      "  gradstream watch flight-delays dead-letters --once --json"
    })
final class WatchCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Parameters(index = "0", paramLabel = "LEARNER", description = "The learner's name.")
  private String learner;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TOPIC",
      defaultValue = "predictions",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OwnTopic topic;

  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--from",
      paramLabel = "PLACE",
      description =
          "${COMPLETION-CANDIDATES} (default: the beginning of dead letters and models, now for"
              + " the others).")
  private TopicRead.From from;

  @Option(names = "--limit", paramLabel = "N", description = "Ends after so many records.")
  private Long limit;

  @Option(names = "--once", description = "Ends with what is there now; from the beginning.")
  private boolean once;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    long most = Limits.atLeastOne("--limit", limit, command.commandLine());
    if (once && from == TopicRead.From.NOW) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "--once reads from the beginning: leave out --from now");
    }
    kafka.requireOwn(learner, topic.of(learner));
    Optional<NamedAnswer> names =
        topic == OwnTopic.PREDICTIONS ? PublishedModel.names(kafka, learner) : Optional.empty();
    try (TopicRead read = new TopicRead(kafka.consumer(), List.of(topic.of(learner)), start())) {
      Lines lines = new Lines(new OwnRecords(topic, names), most);
      if (once) {
        read.toEnd(lines);
      } else {
        command
            .commandLine()
            .getErr()
            .printf("watching %s from %s on; Ctrl-C ends%n", topic.of(learner), name(start()));
        read.follow(lines);
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private TopicRead.From start() {
    if (once) {
      return TopicRead.From.BEGINNING;
    }
    return from == null ? topic.usual() : from;
  }

  private static String name(TopicRead.From start) {
    return start == TopicRead.From.NOW ? "now" : "its beginning";
  }

  /** Prints records until there are enough, or nobody reads any more. */
  private final class Lines implements Predicate<ConsumerRecord<byte[], byte[]>> {

    private final PrintWriter out = command.commandLine().getOut();
    private final OwnRecords records;
    private long left;

    Lines(OwnRecords records, long most) {
      this.records = records;
      left = most;
    }

    @Override
    public boolean test(ConsumerRecord<byte[], byte[]> record) {
      out.println(records.show(record, json));
      left--;
      return left > 0 && !out.checkError();
    }
  }
}
