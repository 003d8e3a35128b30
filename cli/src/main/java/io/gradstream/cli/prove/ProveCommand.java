package io.gradstream.cli.prove;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.cli.output.OutputFile;
import io.gradstream.cli.running.StateOption;
import io.gradstream.cli.steer.ModelBytes;
import io.gradstream.cli.steer.PublishedModels;
import io.gradstream.cli.topics.KafkaOptions;
import io.gradstream.cli.topics.WantedModel.Found;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.schemas.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "prove",
    description = {
      "Learns a published version again from what the learner's topics hold, here and without"
          + " Flink, and writes what it was learned from, once its bytes are the same: an in-toto"
          + " statement of spec, records, orders and model.",
      "gradstream verify checks it, now or in a year, on any machine."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  gradstream prove card-fraud.yaml 1.1200 --out card-fraud-1.1200.json"
    })
public final class ProveCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Parameters(
      index = "0",
      paramLabel = "SPEC",
      description = "The spec that the learner is deployed with (YAML).")
  private Path specFile;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VERSION",
      description = "A version on the models topic, as 3.1200 (default: the newest).")
  private String version;

  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Whose model, of a learner with one for each key.")
  private String key;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the statement goes.")
  private OutputFile out;

  @Mixin private StateOption state;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<Version> wanted =
        Optional.ofNullable(version)
            .map(text -> PublishedModels.version(text, command.commandLine()));
    prove(SpecReader.read(specFile), wanted);
    return CommandLine.ExitCode.OK;
  }

  private void prove(LearnerSpec spec, Optional<Version> wanted)
      throws IOException, InterruptedException {
    Provable.require(spec);
    Found found = new PublishedModels(spec.name(), kafka).find(key, wanted);
    ModelBytes published =
        ModelBytes.load(found.message(), spec.name(), state.folder().snapshots());
    if (!spec.describes(published.snapshot().spec())) {
      throw new InvalidDataException(
          "version %s of %s is of another spec than %s: its features, target or network are others"
              .formatted(found.message().version(), spec.name(), specFile));
    }
    LearnedAgain again = new LearningAgain(spec, published, kafka).learnAgain();
    Statement statement =
        new Statement(
            spec.name(),
            published.snapshot().key(),
            published.snapshot().version(),
            RecordDigest.hex(published.bytes()),
            Statement.PRESENT_CODE,
            spec.source(),
            again.orders(),
            again.partitions());
    out.write(StatementJson.write(statement).getBytes(UTF_8));
    tell(statement, published);
    again
        .strangers()
        .forEach(of -> command.commandLine().getOut().println("note: " + Verdict.note(of)));
  }

  private void tell(Statement statement, ModelBytes published) {
    PrintWriter to = command.commandLine().getOut();
    to.printf(
        Locale.ROOT,
        "%s: version %s of %s%s was learned again from %,d records and %,d orders, to the same %,d bytes%n",
        out.path(),
        statement.version(),
        statement.learner(),
        statement.key().isEmpty() ? "" : " for the key " + statement.key(),
        statement.records(),
        statement.orders().size(),
        published.bytes().length);
    to.flush();
  }
}
