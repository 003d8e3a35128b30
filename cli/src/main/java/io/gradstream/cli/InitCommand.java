package io.gradstream.cli;

import io.gradstream.cli.TopicSampling.Sampled;
import io.gradstream.cli.data.FormOptions;
import io.gradstream.cli.data.TargetOptions;
import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.cli.output.NewFiles;
import io.gradstream.cli.output.OutputFile;
import io.gradstream.cli.topics.KafkaOptions;
import io.gradstream.jobs.UserRecords;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.TopicRecords;
import io.gradstream.workbench.evaluate.FirstRows;
import io.gradstream.workbench.infer.InferredSpec;
import io.gradstream.workbench.infer.SpecInference;
import io.gradstream.workbench.infer.TopicOrigin;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "init",
    description = {
      "Writes a learner spec for a topic, or for a data file: reads its first records, and says"
          + " what it took each field for and why. Change what you know better.",
      "Records are JSON objects, within Kafka Connect's or Debezium's envelope or not, or with"
          + " --registry what the topic's newest schema says: Avro in Confluent framing, whose"
          + " schema is written beside the spec, or JSON. What a schema says of times, decimals and"
          + " classes is used. The label is a field of the events, or with"
          + " --labels-topic of another topic, whose records name their events."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  gradstream init --topic payments --target fraudulent --brokers localhost:9092",
      "  gradstream init --topic payments --labels-topic disputes",
      "  gradstream init --file hour.csv --target cnt --ignore casual,registered"
    })
final class InitCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Option(names = "--topic", paramLabel = "TOPIC", description = "Where the events are.")
  private String topic;

  @Option(
      names = "--labels-topic",
      paramLabel = "TOPIC",
      description = {
        "With --topic: where the labels are, which come later. By which fields they are joined is"
            + " found by their values."
      })
  private String labelsTopic;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "In place of a topic: CSV, ARFF or JSON objects in lines, plain or gzip; '-' is standard"
              + " input.")
  private Path file;

  @Mixin private FormOptions form;

  @Mixin private TargetOptions target;

  @Option(
      names = "--learner",
      paramLabel = "NAME",
      description = "Its name (default: the topic's or the file's, in small letters).")
  private String learner;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description =
          "The schema registry, which has the topic's schema; its login stands in --kafka-file.")
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
      InputFile data = form.file(file);
      InferredSpec inferred = SpecInference.infer(data, target.wanted(), Long.MAX_VALUE);
      write(inferred, data.isPipe() ? List.of() : FirstRows.tellingColumns(inferred.spec(), data));
      return CommandLine.ExitCode.OK;
    }
    kafka.require(topic);
    if (labelsTopic != null) {
      kafka.require(labelsTopic);
    }
    inferFromTopics();
    return CommandLine.ExitCode.OK;
  }

  private void requireOneSource() {
    if ((topic == null) == (file == null)) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "give one of --topic TOPIC and --file FILE");
    }
    if (file != null && (registry != null || learner != null || labelsTopic != null)) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "--registry, --learner and --labels-topic go with --topic");
    }
    if (topic != null && !form.given().isEmpty()) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "%s goes with --file".formatted(form.given()));
    }
    if (topic != null && topic.equals(labelsTopic)) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "labels on the topic of events itself need no --labels-topic");
    }
  }

  private void requireTarget(List<String> fields) {
    if (!target.hasTarget()) {
      throw new CommandLine.ParameterException(
          command.commandLine(),
          "give --target FIELD, what is to be predicted"
              + (fields.isEmpty() ? "" : "; there are " + String.join(", ", fields)));
    }
  }

  private void inferFromTopics() throws IOException, InterruptedException {
    TopicSampling sampling = new TopicSampling(kafka, Optional.ofNullable(registry), most);
    String name = learner == null ? TopicOrigin.learnerOf(topic) : learner;
    Optional<TopicOrigin.Registered> schema =
        registry == null ? Optional.empty() : Optional.of(sampling.schema(topic, name + ".avsc"));
    Sampled events = sampling.read(new TopicOrigin(topic, name, schema));
    if (labelsTopic == null) {
      requireTarget(events.sample().fields());
      InferredSpec inferred = SpecInference.infer(events.sample(), target.wanted());
      write(inferred, readable(inferred.spec(), events, Optional.empty()));
      return;
    }
    Sampled labels =
        sampling.read(
            new TopicOrigin(
                labelsTopic, name, sampling.ifRegistered(labelsTopic, name + "-labels.avsc")));
    InferredSpec inferred = SpecInference.infer(events.sample(), labels.sample(), target.wanted());
    write(inferred, readable(inferred.spec(), events, Optional.of(labels)));
  }

  private List<String> readable(LearnerSpec spec, Sampled events, Optional<Sampled> labels) {
    TopicRecords.Registries registries = place -> kafka.registryAt(URI.create(place.url()));
    List<String> lines =
        new ArrayList<>(
            TopicSampling.readable(events.records(), UserRecords.events(spec, registries)));
    if (registry == null && events.records().areFramedJson()) {
      lines.add("they name JSON Schemas by their ids: with --registry URL, what these say is used");
    }
    UserRecords.labels(spec, registries)
        .ifPresent(
            reader -> lines.addAll(TopicSampling.readable(labels.orElseThrow().records(), reader)));
    return lines;
  }

  private void write(InferredSpec inferred, List<String> readable) throws IOException {
    inferred.spec(); // what is written validates
    Path place = out == null ? Path.of(inferred.name()) : out.path();
    Map<Path, String> beside = new LinkedHashMap<>();
    inferred.files().forEach((name, text) -> beside.put(place.resolveSibling(name), text + "\n"));
    try {
      NewFiles.write(place, inferred.yaml(), beside);
    } catch (FileAlreadyExistsException e) {
      throw new InvalidDataException(
          "%s is there already and is not overwritten: name another with --out"
              .formatted(e.getFile()));
    }
    PrintWriter text = command.commandLine().getOut();
    readable.forEach(text::println);
    text.print(inferred.yaml());
    text.printf(
        "%nwrote %s. Next: gradstream validate %1$s, evaluate %1$s %s, deploy %1$s%n",
        place, topic == null ? ("--data " + file + " " + form.given()).strip() : "--topic");
  }
}
