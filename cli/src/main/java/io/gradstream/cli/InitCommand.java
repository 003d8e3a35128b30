package io.gradstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.cli.output.OutputFile;
import io.gradstream.cli.topics.KafkaOptions;
import io.gradstream.cli.topics.SampledRecords;
import io.gradstream.cli.topics.TopicRead;
import io.gradstream.features.decode.EventDecoder;
import io.gradstream.features.decode.HttpRegistry;
import io.gradstream.features.decode.RegistryAccess;
import io.gradstream.features.decode.RegistryHost;
import io.gradstream.features.decode.RegistryPatience;
import io.gradstream.features.decode.RegistrySubjects;
import io.gradstream.features.decode.SchemaRegistry;
import io.gradstream.features.event.Decoded;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.TopicRecords;
import io.gradstream.schemas.ConfluentFraming;
import io.gradstream.workbench.infer.InferredSpec;
import io.gradstream.workbench.infer.SpecInference;
import io.gradstream.workbench.infer.TopicOrigin;
import io.gradstream.workbench.table.RecordTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "init",
    description = {
      "Writes a learner spec for a topic, or for a data file: reads its first records, and says what"
          + " it took each field for and why. Change what you know better.",
      "Records are JSON objects, or Avro in Confluent framing with --registry, whose newest schema"
          + " of the topic is written beside the spec. The label is a field of the events."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  gradstream init --topic payments --target fraudulent --brokers localhost:9092",
      "  gradstream init --file hour.csv --target cnt --ignore casual,registered"
    })
final class InitCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Option(names = "--topic", paramLabel = "TOPIC", description = "Where the events are.")
  private String topic;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "In place of a topic: CSV or ARFF, plain or gzip.")
  private Path file;

  @Option(
      names = "--target",
      paramLabel = "FIELD",
      description = {
        "What is predicted, a field or a comparison as 'delay > 15'.",
        "Two values make a binary target, few texts classes, numbers a regression."
      })
  private String target;

  @Option(
      names = "--ignore",
      paramLabel = "FIELD",
      split = ",",
      description = "Fields that tell the label, and are not to be learned from.")
  private Set<String> ignored = Set.of();

  @Option(
      names = "--learner",
      paramLabel = "NAME",
      description = "Its name (default: the topic's or the file's, in small letters).")
  private String learner;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Of Avro: the schema registry; its login stands in --kafka-file.")
  private URI registry;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many are looked at (default: ${DEFAULT-VALUE}).")
  private int most;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the spec goes (default: NAME.yaml here). Nothing is overwritten.")
  private OutputFile out;

  @Mixin private KafkaOptions kafka;

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireOneSource();
    Limits.atLeastOne("--records", (long) most, command.commandLine());
    if (topic == null) {
      requireTarget(List.of());
      write(SpecInference.infer(file, target, ignored, Long.MAX_VALUE));
      return CommandLine.ExitCode.OK;
    }
    kafka.require(topic);
    SampledRecords sampled = new SampledRecords(most, schemas());
    try (TopicRead read =
        new TopicRead(kafka.consumer(), List.of(topic), TopicRead.From.BEGINNING)) {
      read.toEnd(sampled::take);
    }
    InferredSpec inferred = inferred(sampled.objects(topic));
    requireReadable(inferred.spec(), sampled);
    write(inferred);
    return CommandLine.ExitCode.OK;
  }

  private void requireOneSource() {
    if ((topic == null) == (file == null)) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "give one of --topic TOPIC and --file FILE");
    }
    if (file != null && (registry != null || learner != null)) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "--registry and --learner go with --topic");
    }
  }

  private void requireTarget(List<String> fields) {
    if (target == null) {
      throw new CommandLine.ParameterException(
          command.commandLine(),
          "give --target FIELD, what is to be predicted"
              + (fields.isEmpty() ? "" : "; there are " + String.join(", ", fields)));
    }
  }

  private InferredSpec inferred(List<JsonNode> objects) throws IOException, InterruptedException {
    RecordTable table = new RecordTable(objects);
    requireTarget(List.copyOf(table.byName().keySet()));
    String name = learner == null ? TopicOrigin.learnerOf(topic) : learner;
    return SpecInference.infer(table, new TopicOrigin(topic, name, avro(name)), target, ignored);
  }

  private Optional<SchemaRegistry> schemas() throws IOException {
    if (registry == null) {
      return Optional.empty();
    }
    RegistryAccess access = kafka.registry();
    return Optional.of(
        new HttpRegistry(
            registry,
            () -> access,
            RegistryPatience.HALF_A_MINUTE,
            RegistryHost.ofThread(),
            InstantSource.system()));
  }

  private Optional<TopicOrigin.Avro> avro(String name) throws IOException, InterruptedException {
    if (registry == null) {
      return Optional.empty();
    }
    RegistryAccess access = kafka.registry();
    String subject = topic + "-value";
    RegistrySubjects.Registered newest =
        new RegistrySubjects(registry, () -> access, RegistryPatience.HALF_A_MINUTE)
            .newest(subject)
            .orElseThrow(
                () ->
                    new InvalidDataException(
                        "the registry %s has no subject %s".formatted(registry, subject)));
    return Optional.of(new TopicOrigin.Avro(name + ".avsc", newest.schema(), registry.toString()));
  }

  /** The spec's own reader has the last word. */
  private void requireReadable(LearnerSpec spec, SampledRecords sampled) {
    EventDecoder decoder =
        TopicRecords.decoder(
            spec.events().format(),
            spec.model().events(),
            spec.limits().recordBytes(),
            place -> schemasOrNone());
    long good = 0;
    Map<String, Long> reasons = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : sampled.records()) {
      Header id = record.headers().lastHeader(ConfluentFraming.VALUE_SCHEMA_HEADER);
      Decoded decoded = decoder.decode(record.value(), id == null ? null : id.value());
      if (decoded instanceof Decoded.Bad bad) {
        reasons.merge("%s %s".formatted(bad.reason(), bad.message()), 1L, Long::sum);
      } else {
        good++;
      }
    }
    PrintWriter text = command.commandLine().getOut();
    text.printf(
        "%d of %d records of %s can be read by it%n", good, sampled.records().size(), topic);
    reasons.forEach((reason, count) -> text.printf("  %d cannot: %s%n", count, reason));
  }

  private SchemaRegistry schemasOrNone() {
    try {
      return schemas().orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read --kafka-file: " + e.getMessage(), e);
    }
  }

  private void write(InferredSpec inferred) throws IOException {
    inferred.spec(); // what is written validates
    Path place = out == null ? Path.of(inferred.name()) : out.path();
    try {
      for (Map.Entry<String, String> named : inferred.files().entrySet()) {
        writeNew(place.resolveSibling(named.getKey()), named.getValue() + "\n");
      }
      writeNew(place, inferred.yaml());
    } catch (FileAlreadyExistsException e) {
      throw new InvalidDataException(
          "%s is there already and is not overwritten: name another with --out"
              .formatted(e.getFile()));
    }
    PrintWriter text = command.commandLine().getOut();
    text.print(inferred.yaml());
    text.printf("%nwrote %s. Next: gradstream validate %1$s, evaluate %1$s, deploy %1$s%n", place);
  }

  private static void writeNew(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }
}
