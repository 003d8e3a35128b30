package io.gradstream.cli;

import io.gradstream.cli.topics.KafkaOptions;
import io.gradstream.cli.topics.OwnTopic;
import io.gradstream.cli.topics.Replay;
import io.gradstream.cli.topics.ReplayCounts;
import io.gradstream.cli.topics.StoredCount;
import io.gradstream.cli.topics.TopicRead;
import io.gradstream.schemas.DeadLetter.Reason;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "dead-letters",
    description = "Sends records again that a learner could not use.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "ORDER",
    footer = {"", "Example:", "  gradstream dead-letters replay flight-delays --dry-run"})
final class DeadLetterCommands implements Runnable {

  private static final int LARGEST = 64 << 20; // bytes; what came once comes again

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(command.commandLine(), "which order? There is replay");
  }

  @Command(
      name = "replay",
      description = {
        "Sends the records of dead letters back to the partitions they came from, with their keys"
            + " and headers as long as they still stand there: after a spec was mended, say.",
        "Each is sent once, however often it failed. Records that cannot be used still become dead"
            + " letters again."
      },
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Example: what would be sent of the last two hours",
        "  gradstream dead-letters replay flight-delays --reason WRONG_TYPE,MISSING_FIELD \\",
        "      --since 2h --dry-run"
      })
  void replay(
      @Parameters(paramLabel = "LEARNER", description = "The learner's name.") String learner,
      @Mixin KafkaOptions kafka,
      @Option(
              names = "--reason",
              paramLabel = "REASON",
              split = ",",
              description =
                  "Only those of these reasons: ${COMPLETION-CANDIDATES} (default: all but"
                      + " DUPLICATE).")
          Set<Reason> reasons,
      @Option(
              names = "--since",
              paramLabel = "TIME",
              description =
                  "Only those written since: a span as 30m, 2h or 7d, or a time as 2026-01-31 or"
                      + " 2026-01-31T08:00, in UTC.")
          String since,
      @Option(names = "--dry-run", description = "Sends nothing, says what would be sent.")
          boolean dryRun)
      throws IOException, InterruptedException {
    kafka.requireOwn(learner, OwnTopic.DEAD_LETTERS.of(learner));
    Set<Reason> chosen =
        reasons == null ? EnumSet.complementOf(EnumSet.of(Reason.DUPLICATE)) : reasons;
    Replay.Wanted wanted =
        new Replay.Wanted(chosen, since == null ? Long.MIN_VALUE : PastTime.parse(since));
    ReplayCounts counts =
        dryRun ? replay(learner, kafka, wanted, record -> {}) : send(learner, kafka, wanted);
    counts
        .lines(dryRun ? "would be sent" : "sent")
        .forEach(command.commandLine().getOut()::println);
  }

  private static ReplayCounts send(String learner, KafkaOptions kafka, Replay.Wanted wanted)
      throws IOException, InterruptedException {
    StoredCount sent = new StoredCount();
    try (Producer<byte[], byte[]> producer = kafka.producer(LARGEST)) {
      ReplayCounts counts = replay(learner, kafka, wanted, record -> producer.send(record, sent));
      producer.flush();
      requireAll(sent, kafka);
      return counts;
    }
  }

  private static void requireAll(StoredCount sent, KafkaOptions kafka) {
    sent.failure()
        .ifPresent(
            failure -> {
              throw new IllegalStateException(
                  "only %d records were stored at %s: %s"
                      .formatted(sent.stored(), kafka.brokers(), failure.getMessage()),
                  failure);
            });
  }

  private static ReplayCounts replay(
      String learner, KafkaOptions kafka, Replay.Wanted wanted, Replay.Sending sending)
      throws IOException, InterruptedException {
    Set<String> present = kafka.requireAnswer().topics();
    try (Consumer<byte[], byte[]> originals = kafka.consumer();
        TopicRead letters =
            new TopicRead(
                kafka.consumer(),
                List.of(OwnTopic.DEAD_LETTERS.of(learner)),
                TopicRead.From.BEGINNING)) {
      Replay replay = new Replay(learner, wanted, present, originals, sending);
      letters.toEnd(
          record -> {
            replay.take(record);
            return true;
          });
      return replay.end();
    }
  }
}
