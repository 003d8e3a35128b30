package io.gradstream.local.reports;

import io.gradstream.schemas.MetricReportCodec;
import io.gradstream.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a learner's metrics topic from its beginning. Used by one thread. */
public final class LearnerReports implements AutoCloseable {

  private final String topic;
  private final Consumer<byte[], byte[]> consumer;
  private final MetricReportCodec codec = new MetricReportCodec();
  private final ReportBoard board = new ReportBoard();

  public LearnerReports(String learner, String brokers) {
    topic = Topics.of(learner).metrics();
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** The topic is there once the job has started. */
  private boolean findPartitions() {
    if (consumer.assignment().isEmpty()) {
      consumer.assign(
          consumer.partitionsFor(topic).stream().map(LearnerReports::partition).toList());
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

  @Override
  public void close() {
    consumer.close();
  }
}
