package io.gradstream.cli;

import io.gradstream.cli.topics.DeployedLearners;
import io.gradstream.cli.topics.KafkaAccess;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommandCodec;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "control",
    description = "Sends an order to a learner, and says from where on it holds.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "ORDER",
    footer = {"", "Example:", "  gradstream control learning-rate flight-delays 0.0005"})
final class ControlCommands implements Runnable {

  private static final String NAMED = "The learner's name.";
  private static final Duration EFFECT = Duration.ofSeconds(15);

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Option(
      names = "--brokers",
      defaultValue = "localhost:9092",
      description = "Kafka's bootstrap servers (default: ${DEFAULT-VALUE}).",
      scope = CommandLine.ScopeType.INHERIT)
  private String brokers;

  @Option(
      names = "--kafka-file",
      paramLabel = "FILE",
      description = "Properties of the Kafka client, secrets too: a Java properties file.",
      scope = CommandLine.ScopeType.INHERIT)
  private Path kafkaFile;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(command.commandLine(), "which order?");
  }

  @Command(
      name = "pause",
      description = "Go on answering, learn nothing.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  gradstream control pause flight-delays"})
  void pause(@Parameters(paramLabel = "LEARNER", description = NAMED) String learner)
      throws InterruptedException, IOException {
    send(learner, new ControlCommand.Pause(newId()));
  }

  @Command(
      name = "resume",
      description = "Learn again.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  gradstream control resume flight-delays"})
  void resume(@Parameters(paramLabel = "LEARNER", description = NAMED) String learner)
      throws InterruptedException, IOException {
    send(learner, new ControlCommand.Resume(newId()));
  }

  @Command(
      name = "learning-rate",
      description = "Learn on with another rate.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  gradstream control learning-rate flight-delays 0.0005"})
  void learningRate(
      @Parameters(paramLabel = "LEARNER", description = NAMED) String learner,
      @Parameters(paramLabel = "RATE", description = "In (0, 1].") float rate)
      throws InterruptedException, IOException {
    if (!(rate > 0 && rate <= 1)) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "the learning rate must be in (0, 1]: " + rate);
    }
    send(learner, new ControlCommand.SetLearningRate(newId(), rate));
  }

  private static final long EARLIEST = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private static Map<String, Object> producer(KafkaAccess kafka) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, KafkaAccess.ANSWER_MILLIS);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, KafkaAccess.REQUEST_MILLIS);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, KafkaAccess.ANSWER_MILLIS);
    properties.putAll(kafka.client());
    return properties;
  }

  private void send(String learner, ControlCommand order) throws InterruptedException, IOException {
    KafkaAccess kafka = KafkaAccess.of(brokers, kafkaFile);
    kafka.requireAnswer(command.commandLine());
    DeployedLearners.read(kafka).require(learner); // a producer would have the broker make a topic
    try (ForceWatch watch = new ForceWatch(learner, kafka)) {
      RecordMetadata sent = send(learner, order, kafka);
      say("sent: " + order);
      Optional<PlacedCommand> placed =
          new PlacedOrder(producer(kafka), brokers).await(sent, order.id());
      if (placed.isEmpty()) {
        say(
            "no running job has taken it up within %d s; the learner does when it runs"
                .formatted(PlacedOrder.PATIENCE.toSeconds()));
      } else {
        tell(learner, placed.get(), watch);
      }
    }
  }

  private RecordMetadata send(String learner, ControlCommand order, KafkaAccess kafka)
      throws InterruptedException {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            producer(kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] value = new ControlCommandCodec().encode(order);
      return producer.send(new ProducerRecord<>(Topics.of(learner).control(), value)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "could not send to learner %s at %s: %s"
              .formatted(learner, brokers, e.getCause().getMessage()),
          e);
    }
  }

  private void tell(String learner, PlacedCommand placed, ForceWatch watch) {
    say(whenItHolds(placed));
    if (placed.at() < EARLIEST || watch.await(placed.at(), EFFECT)) {
      say("in force: learner %s %s".formatted(learner, effect(placed.command())));
    } else {
      say(
          "not in force yet: within %d s nothing was learned at that event time or later. It comes into force by itself, with the events"
              .formatted(EFFECT.toSeconds()));
    }
  }

  private static String effect(ControlCommand order) {
    if (order instanceof ControlCommand.SetLearningRate rate) {
      return "learns at the rate " + rate.learningRate();
    }
    return order instanceof ControlCommand.Pause ? "answers and learns nothing" : "learns";
  }

  private void say(String what) {
    PrintWriter out = command.commandLine().getOut();
    out.println(what);
    out.flush();
  }

  private static String whenItHolds(PlacedCommand placed) {
    return placed.at() < EARLIEST
        ? "it holds for everything that is learned"
        : "it holds for what is learned from event time %s on"
            .formatted(Instant.ofEpochMilli(placed.at()));
  }
}
