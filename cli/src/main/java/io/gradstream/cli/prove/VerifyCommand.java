package io.gradstream.cli.prove;

import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.cli.steer.SnapshotFile;
import io.gradstream.cli.topics.KafkaOptions;
import io.gradstream.features.decode.SchemaRegistry;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.StreamFormat.HttpRegistryAt;
import io.gradstream.learning.spec.read.SpecReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    description = {
      "Checks a statement of gradstream prove: reads the records that it names, learns them again"
          + " and compares, bit for bit. A record that was changed is named, and with --model the"
          + " layer whose weights were.",
      "Needs the topics that the learner read, on any cluster that has them with the same offsets,"
          + " and nothing else of it. Ends with exit code 1 when anything differs."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  gradstream verify card-fraud-1.1200.json --model card-fraud-1.1200.grds"
    })
public final class VerifyCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Parameters(paramLabel = "STATEMENT", description = "A file that gradstream prove wrote.")
  private Path file;

  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "A snapshot that is to be that version, as models export writes it.")
  private Path model;

  @Option(
      names = "--accept-models",
      description =
          "Take models that orders to go back brought from elsewhere as they came. Without it a"
              + " statement that has one does not hold.")
  private boolean acceptsModels;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description =
          "The schema registry that the statement's spec names, if it names one: asked with the"
              + " login of --kafka-file, so look at whose it is.")
  private URI registry;

  @Option(names = "--json", description = "What was found, as one line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (Files.isDirectory(file)) {
      throw new InvalidDataException(file + " is a folder. Name a statement in it.");
    }
    Statement statement = StatementJson.read(Files.readAllBytes(file), file.toString());
    LearnerSpec spec = SpecReader.read(statement.spec());
    Provable.require(spec);
    Verdict verdict =
        Verdict.of(
            statement,
            LearnedAgain.as(statement, spec, kafka, this::registryAt),
            given(),
            acceptsModels);
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      out.println(verdict.toJson());
    } else {
      verdict.toLines().forEach(out::println);
    }
    out.flush();
    return verdict.holds() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private Optional<GivenModel> given() throws IOException {
    if (model == null) {
      return Optional.empty();
    }
    return Optional.of(new GivenModel(model.toString(), SnapshotFile.read(model)));
  }

  /** A statement is somebody else's: its spec may not send logins to where it likes. */
  private SchemaRegistry registryAt(HttpRegistryAt place) {
    if (!URI.create(place.url()).equals(registry)) {
      throw new InvalidDataException(
          "the statement's spec names the schema registry %s: if it is one that you trust, give --registry %1$s"
              .formatted(place.url()));
    }
    return kafka.registryAt(registry);
  }
}
