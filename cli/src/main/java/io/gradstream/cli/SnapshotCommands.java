package io.gradstream.cli;

import io.gradstream.cli.output.OutputFile;
import io.gradstream.cli.running.StateOption;
import io.gradstream.cli.topics.KafkaOptions;
import io.gradstream.cli.topics.NewestModel;
import io.gradstream.cli.topics.OwnTopic;
import io.gradstream.cli.topics.TopicRead;
import io.gradstream.model.CorruptSnapshotException;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.SnapshotFiles;
import io.gradstream.schemas.SnapshotMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "snapshot",
    description = "Models that a deployed learner has published.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "ORDER",
    footer = {"", "Example:", "  gradstream snapshot get flight-delays --out flights.grds"})
final class SnapshotCommands implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(command.commandLine(), "which order? There is get");
  }

  @Command(
      name = "get",
      description = {
        "Writes the newest model that a learner has published to a file, for predict, sample and"
            + " generate.",
        "A large one stands in the state folder of its deploy, and on the topic only where it is."
      },
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Example: what it would say of a file's rows",
        "  gradstream snapshot get flight-delays --out flights.grds",
        "  gradstream predict flights.yaml --snapshot flights.grds --data flights.csv.gz"
      })
  void get(
      @Parameters(paramLabel = "LEARNER", description = "The learner's name.") String learner,
      @Mixin KafkaOptions kafka,
      @Option(
              names = "--key",
              paramLabel = "KEY",
              description = "Whose model, of a learner with one for each key.")
          String key,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              required = true,
              description = "Where the model goes.")
          OutputFile out,
      @Mixin StateOption state)
      throws IOException, InterruptedException {
    kafka.requireOwn(learner, OwnTopic.MODELS.of(learner));
    SnapshotMessage message = newest(learner, key, kafka);
    byte[] bytes = bytes(message, learner, state.folder().snapshots());
    out.write(bytes);
    command
        .commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s: version %s of %s%s, of %,d examples, %,d bytes%n",
            out.path(),
            message.version(),
            learner,
            message.key().isEmpty() ? "" : " for the key " + message.key(),
            message.lineage().examples(),
            bytes.length);
  }

  private static SnapshotMessage newest(String learner, String key, KafkaOptions kafka)
      throws IOException {
    NewestModel model = new NewestModel(learner, key);
    try (TopicRead read =
        new TopicRead(
            kafka.consumer(), List.of(OwnTopic.MODELS.of(learner)), TopicRead.From.BEGINNING)) {
      read.toEnd(model::take);
    }
    return model.newest();
  }

  private static byte[] bytes(SnapshotMessage message, String learner, Path folder) {
    try {
      byte[] bytes = SnapshotFiles.of(folder, learner, 0).load(message.content());
      if (!SnapshotCodec.decode(bytes).version().equals(message.version())) {
        throw new CorruptSnapshotException("a snapshot of another version than it is called");
      }
      return bytes;
    } catch (CorruptSnapshotException e) {
      String place =
          message.content() instanceof SnapshotMessage.Reference
              ? ". It is too large for the topic: --state must be the folder that its deploy keeps"
                  + " its state in"
              : "";
      throw new IllegalStateException(
          "cannot read version %s of %s: %s%s"
              .formatted(message.version(), learner, e.getMessage(), place),
          e);
    }
  }
}
