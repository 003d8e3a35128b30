package io.gradstream.jobs;

import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The properties of all Kafka clients of one job. */
final class KafkaClients implements Serializable {

  private static final long serialVersionUID = 1;

  /** A broker may be away this long before a sink gives up and the job restarts. */
  static final Duration DELIVERY_TIMEOUT = Duration.ofMinutes(4);

  /** Below the broker's maximum of 15 minutes; the sink's own default of an hour is refused. */
  static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(14);

  /**
   * How long a write of one who died in the middle of it hides what stands behind it: the next
   * deploy waits for that, and its submission no longer than a minute.
   */
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(20);

  private final String brokers;
  private final HashMap<String, String> properties; // the user's, they win

  /** The largest request of records that are small, in bytes. */
  static final int USUAL_REQUEST_BYTES = 1 << 20;

  KafkaClients(JobOptions options) {
    brokers = options.brokers();
    properties = new HashMap<>(options.kafkaFile().map(KafkaFile::references).orElse(Map.of()));
    properties.putAll(options.kafka());
  }

  KafkaClients(String brokers, Map<String, String> properties) {
    this.brokers = brokers;
    this.properties = new HashMap<>(properties);
  }

  String brokers() {
    return brokers;
  }

  /** The door that they come in by. */
  KafkaDoor door() {
    return new KafkaDoor(brokers, properties);
  }

  Admin admin() {
    return Admin.create(adminProperties());
  }

  /** Properties of an admin client. */
  Properties adminProperties() {
    return with(new Properties());
  }

  /** A consumer that belongs to no group and sees only what was committed. */
  KafkaConsumer<byte[], byte[]> consumer() {
    return consumer(committedOnly());
  }

  /** A consumer like that which reads one record at a time. */
  KafkaConsumer<byte[], byte[]> glance() {
    Properties own = committedOnly();
    own.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
    own.setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "1");
    return consumer(own);
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Properties own) {
    own.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Where a partition ends, records of open transactions included. */
  Map<TopicPartition, Long> ends(TopicPartition partition) {
    Properties own = committedOnly();
    own.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(own)) {
      return consumer.endOffsets(List.of(partition));
    }
  }

  /**
   * Properties of a source: records of aborted transactions are left out, and a topic that somebody
   * deletes is not made anew, with the broker's number of partitions, by reading it.
   */
  Properties committedOnly() {
    Properties own = new Properties();
    own.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    own.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return with(own);
  }

  /**
   * Properties of a sink.
   *
   * @param largestRecord in bytes
   */
  Properties producer(int largestRecord) {
    Properties own = new Properties();
    own.setProperty(ProducerConfig.LINGER_MS_CONFIG, "2");
    own.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(128 * 1024));
    own.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(largestRecord));
    own.setProperty(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(DELIVERY_TIMEOUT.toMillis()));
    own.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(DELIVERY_TIMEOUT.toMillis()));
    own.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(TRANSACTION_TIMEOUT.toMillis()));
    return with(own);
  }

  /**
   * Properties of a producer of small records in transactions that last no longer than a write.
   *
   * @param transactionalId whoever comes with it shuts out whoever had it before
   */
  Properties exclusive(String transactionalId) {
    Properties own = producer(USUAL_REQUEST_BYTES);
    own.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
    own.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(WRITE_TIMEOUT.toMillis()));
    own.setProperty(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    return with(own);
  }

  private Properties with(Properties own) {
    own.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
    properties.forEach(own::setProperty);
    return own;
  }
}
