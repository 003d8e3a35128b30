package io.gradstream.cli.topics;

import io.gradstream.jobs.KafkaAwayException;
import io.gradstream.jobs.KafkaDoor;
import io.gradstream.jobs.KafkaFile;
import io.gradstream.jobs.LearnerHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Where Kafka is and how this command comes in.
 *
 * @param properties of a client, secrets too
 */
public record KafkaAccess(String brokers, Map<String, String> properties) {

  /** What a client of a command is given for one request, and for what takes several. */
  public static final int REQUEST_MILLIS = 10_000;

  public static final int ANSWER_MILLIS = KafkaDoor.ANSWER_MILLIS;

  private static final String WAIT =
      "%nOne that is still to come is waited for with --await-kafka 2m".formatted();

  private static final String START =
      "%nOn this machine one is started by: gradstream up".formatted();

  public KafkaAccess {
    properties = Map.copyOf(properties);
  }

  /**
   * @param file null for none
   */
  public static KafkaAccess of(String brokers, Path file) throws IOException {
    return new KafkaAccess(brokers, KafkaFile.load(file));
  }

  /** These, and more properties, which win. */
  public KafkaAccess with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(properties);
    all.putAll(more);
    return new KafkaAccess(brokers, all);
  }

  /**
   * Asks Kafka, once.
   *
   * @throws KafkaAwayException with the address and the cause, when it does not answer
   * @throws ParameterException when the brokers are no addresses
   */
  public void requireAnswer(CommandLine command) {
    try {
      door(command).requireOpen(reason -> tell(reason, command));
    } catch (KafkaAwayException e) {
      throw withWayOut(e, "");
    }
  }

  private KafkaAwayException withWayOut(KafkaAwayException away, String other) {
    return away.mayCome()
        ? new KafkaAwayException(away.getMessage() + other + (isHere() ? START : ""), true)
        : away;
  }

  private boolean isHere() {
    return brokers.matches("(localhost|127\\.0\\.0\\.1):\\d+");
  }

  /**
   * Asks Kafka, and where it is away asks again.
   *
   * @param most to wait; absent: not at all
   * @throws KafkaAwayException when it does not answer in time, or not this client
   * @throws ParameterException when the brokers are no addresses
   */
  public void awaitAnswer(Optional<Duration> most, CommandLine command) {
    try {
      door(command).await(most.orElse(Duration.ZERO), reason -> tell(reason, command));
    } catch (KafkaAwayException e) {
      throw withWayOut(e, most.isEmpty() ? WAIT : "");
    }
  }

  private static void tell(String reason, CommandLine command) {
    PrintWriter err = command.getErr();
    err.println("waiting for Kafka: " + reason);
    err.flush();
  }

  private KafkaDoor door(CommandLine command) {
    try {
      return new KafkaDoor(brokers, properties);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, e.getMessage());
    }
  }

  /** What all clients of this command are made with. */
  public Map<String, Object> client() {
    Map<String, Object> client = new HashMap<>(properties);
    client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
    return client;
  }

  /** A consumer of no group, of what was committed. */
  public Consumer<byte[], byte[]> consumer() {
    Map<String, Object> all = new HashMap<>();
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    all.putAll(client());
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * All topics there are.
   *
   * @throws IllegalStateException with address and cause when Kafka does not say in time
   */
  public Set<String> topics() throws InterruptedException {
    Map<String, Object> client = new HashMap<>();
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    client.putAll(client());
    try (Admin admin = Admin.create(client)) {
      return new TreeSet<>(admin.listTopics().names().get());
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Kafka at %s does not say which topics there are: %s"
              .formatted(brokers, e.getCause().getMessage()),
          e);
    }
  }

  /** What a learner's topics say of it; the caller closes it. */
  public LearnerHistory history(String learner) {
    return new LearnerHistory(learner, brokers, properties);
  }
}
