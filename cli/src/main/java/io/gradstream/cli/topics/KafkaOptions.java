package io.gradstream.cli.topics;

import io.gradstream.features.decode.HttpRegistry;
import io.gradstream.features.decode.RegistryAccess;
import io.gradstream.features.decode.RegistryHost;
import io.gradstream.features.decode.RegistryPatience;
import io.gradstream.features.decode.SchemaRegistry;
import io.gradstream.jobs.KafkaAwayException;
import io.gradstream.jobs.KafkaFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options by which a command comes to Kafka, and its clients. */
public final class KafkaOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--brokers",
      defaultValue = "localhost:9092",
      description = "Kafka's bootstrap servers (default: ${DEFAULT-VALUE}).")
  private String brokers;

  @Option(
      names = "--kafka-file",
      paramLabel = "FILE",
      description = "Properties of the Kafka client, secrets too: a Java properties file.")
  private Path kafkaFile;

  public String brokers() {
    return brokers;
  }

  /** What the file says of a schema registry, its login for instance. */
  public RegistryAccess registry() throws IOException {
    return registry(kafkaFile);
  }

  private static RegistryAccess registry(Path kafkaFile) throws IOException {
    return kafkaFile == null ? RegistryAccess.OPEN : new KafkaFile(kafkaFile).registry();
  }

  /** A schema registry over HTTP, for one thread; one that does not answer is given up soon. */
  public SchemaRegistry registryAt(URI url) {
    return registryAt(url, kafkaFile);
  }

  /** The same for a command with a file of properties, null for none. */
  public static SchemaRegistry registryAt(URI url, Path kafkaFile) {
    return new HttpRegistry(
        url,
        () -> registry(kafkaFile),
        RegistryPatience.TEN_SECONDS,
        RegistryHost.ofThread(),
        InstantSource.system());
  }

  /**
   * Asks Kafka whether it lets this command in, and how.
   *
   * @throws KafkaAwayException with address and cause when it does not within ten seconds
   */
  public KafkaAccess requireAnswer() throws IOException {
    return requireAnswer(brokers);
  }

  /** The same of other brokers, with the same properties. */
  public KafkaAccess requireAnswer(String brokers) throws IOException {
    KafkaAccess access = KafkaAccess.of(brokers, kafkaFile);
    access.requireAnswer(command.commandLine());
    return access;
  }

  /**
   * Checks that a learner's topic is there.
   *
   * @throws IllegalStateException with the learners there are, when it is not
   */
  public void requireOwn(String learner, String topic) throws IOException, InterruptedException {
    Set<String> present = requireAnswer().topics();
    if (!present.contains(topic)) {
      throw DeployedLearners.of(present, brokers).absent(learner, topic);
    }
  }

  /**
   * Checks that a topic of the user is there.
   *
   * @throws IllegalStateException with the topics there are, when it is not
   */
  public void require(String topic) throws IOException, InterruptedException {
    Set<String> present = requireAnswer().topics();
    if (!present.contains(topic)) {
      String others =
          present.stream()
              .filter(name -> !name.startsWith("__"))
              .limit(20)
              .collect(Collectors.joining(", "));
      throw new IllegalStateException(
          "there is no topic %s at %s. Topics there: %s"
              .formatted(topic, brokers, others.isEmpty() ? "none" : others));
    }
  }

  /** A consumer of no group, of what was committed. */
  public Consumer<byte[], byte[]> consumer() throws IOException {
    return KafkaAccess.of(brokers, kafkaFile).consumer();
  }

  /**
   * A producer that loses nothing and gives up soon.
   *
   * @param largestRecord in bytes
   */
  public Producer<byte[], byte[]> producer(int largestRecord) throws IOException {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largestRecord);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, KafkaAccess.ANSWER_MILLIS);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, KafkaAccess.REQUEST_MILLIS);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, KafkaAccess.ANSWER_MILLIS);
    properties.putAll(KafkaAccess.of(brokers, kafkaFile).client());
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
