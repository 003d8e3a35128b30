package io.gradstream.serving;

import io.gradstream.schemas.IoFailure;
import io.gradstream.serving.learn.LearnDesk;
import io.gradstream.serving.models.ModelsConsumer;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the service's Kafka clients are made with: the user's properties, and what must be. */
final class KafkaProperties {

  private static final String CLIENT = "gradstream-serving";
  private static final int SMALL_BUFFER = 2 << 20; // bytes
  private static final String REFERENCE = "${"; // to a secret that is kept elsewhere

  private KafkaProperties() {}

  /**
   * What follows topics.
   *
   * @throws IllegalArgumentException when a file cannot be read, or Kafka refuses a property
   */
  static Map<String, Object> ofConsumer(ServingOptions options) {
    return valid(
        "consumer",
        ConsumerConfig::new,
        ModelsConsumer.properties(
            options.brokers(), CLIENT, of(options.kafkaFile(), options.kafka())));
  }

  /**
   * What follows reports and dead letters for the page: nothing waits for them, so they get little
   * of the heap.
   *
   * @throws IllegalArgumentException when a file cannot be read, or Kafka refuses a property
   */
  static Map<String, Object> ofReports(ServingOptions options) {
    Map<String, Object> properties = new HashMap<>(ofConsumer(options));
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, SMALL_BUFFER);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, SMALL_BUFFER / 2);
    return properties;
  }

  /**
   * What puts records on topics: idempotent, acknowledged by all replicas in sync, in order, and
   * never waiting in {@code send}.
   *
   * @throws IllegalArgumentException when a file cannot be read, or Kafka refuses a property
   */
  static Map<String, Object> ofProducer(ServingOptions options) {
    int patience = (int) LearnDesk.patience(options.limits()).toMillis();
    int body = options.limits().bodyBytes();
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, CLIENT);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, body + SMALL_BUFFER);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * body + SMALL_BUFFER);
    Map<String, String> given = of(options.kafkaFile(), options.kafka());
    given.keySet().removeIf(KafkaProperties::isOfConsumersAlone);
    properties.putAll(given);
    properties.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, options.brokers());
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    // Of two batches on their way to a topic that its broker is just making, the later may be let
    // in alone: the earlier would be out of order for good.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 2);
    return valid("producer", ProducerConfig::new, properties);
  }

  private static boolean isOfConsumersAlone(String key) {
    return key.equals(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG)
        || ConsumerConfig.configNames().contains(key)
            && !ProducerConfig.configNames().contains(key);
  }

  private static Map<String, Object> valid(
      String client,
      Function<Map<String, Object>, AbstractConfig> check,
      Map<String, Object> properties) {
    try {
      check.apply(properties);
      return properties;
    } catch (ConfigException e) {
      throw new IllegalArgumentException("Kafka %s: %s".formatted(client, e.getMessage()), e);
    }
  }

  /**
   * Both together; those of the command line win.
   *
   * @param file a Java properties file in UTF-8, for secrets too
   * @throws IllegalArgumentException when the file cannot be read
   */
  private static Map<String, String> of(Optional<Path> file, Map<String, String> commandLine) {
    Map<String, String> properties = new HashMap<>();
    file.ifPresent(path -> properties.putAll(read(path)));
    properties.putAll(commandLine);
    return properties;
  }

  /** Refuses secrets among properties of a command line; a reference to one may stand there. */
  static void requireNoSecret(Map<String, String> commandLine) {
    commandLine.forEach(
        (key, value) -> {
          ConfigDef.ConfigKey known = ConsumerConfig.configDef().configKeys().get(key);
          if (known != null
              && known.type == ConfigDef.Type.PASSWORD
              && !value.startsWith(REFERENCE)) {
            throw new IllegalArgumentException(
                "--property %s: a command line shows a secret to everyone on the machine: put it into a file and give that as --kafka-file"
                    .formatted(key));
          }
        });
  }

  private static Map<String, String> read(Path file) {
    Properties read = new Properties();
    try (Reader characters = Files.newBufferedReader(file)) {
      read.load(characters);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--kafka-file cannot be read: " + IoFailure.reason(file, e), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--kafka-file %s must be properties: %s".formatted(file, e.getMessage()), e);
    }
    Map<String, String> properties = new HashMap<>();
    read.stringPropertyNames().forEach(key -> properties.put(key, read.getProperty(key)));
    return properties;
  }
}
