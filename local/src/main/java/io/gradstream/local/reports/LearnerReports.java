package io.gradstream.local.reports;

import io.gradstream.schemas.MetricReportCodec;
import io.gradstream.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a learner's metrics topic. Used by one thread. */
public final class LearnerReports implements AutoCloseable {

  private static final long TAIL = 20_000; // records of a partition
  private static final Duration A_MOMENT = Duration.ofMillis(100);

  private final String topic;
  private final long tail;
  private final Consumer<byte[], byte[]> consumer;
  private final MetricReportCodec codec = new MetricReportCodec();
  private final ReportBoard board = new ReportBoard();

  /** Reads the topic from its beginning. */
  public LearnerReports(String learner, String brokers) {
    this(learner, Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers), Long.MAX_VALUE);
  }

  private LearnerReports(String learner, Map<String, ?> client, long tail) {
    topic = Topics.of(learner).metrics();
    this.tail = tail;
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Reads the last reports of each partition, and those that come: parts of a job that have been
   * silent while so many came are not heard.
   *
   * @param client properties of a Kafka client
   */
  public static LearnerReports latest(String learner, Map<String, ?> client) {
    return new LearnerReports(learner, client, TAIL);
  }

  /** The topic is there once the job has started. */
  private boolean findPartitions() {
    if (consumer.assignment().isEmpty()) {
      consumer.assign(
          consumer.partitionsFor(topic).stream().map(LearnerReports::partition).toList());
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      consumer
          .beginningOffsets(consumer.assignment())
          .forEach((at, begin) -> consumer.seek(at, Math.max(begin, ends.get(at) - tail)));
    }
    return !consumer.assignment().isEmpty();
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }

  /** Waits for reports, at most so long, and gives where the learner stands by the last ones. */
  public Standing poll(Duration patience) {
    if (findPartitions()) {
      consumer.poll(patience).forEach(report -> board.accept(codec.decode(report.value())));
    } else {
      LockSupport.parkNanos(patience.toNanos());
    }
    return board.standing();
  }

  /** Where the learner stands by all that is there now, as far as it can be read in time. */
  public Standing now(Duration most) {
    long end = System.nanoTime() + most.toNanos();
    if (findPartitions()) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (isBefore(ends) && System.nanoTime() - end < 0) {
        poll(A_MOMENT);
      }
    }
    return board.standing();
  }

  private boolean isBefore(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
