package io.gradstream.cli.reports;

import io.gradstream.schemas.MetricReportCodec;
import io.gradstream.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a learner's metrics topic from its beginning. Used by one thread. */
public final class LearnerReports implements AutoCloseable {

  private final Consumer<byte[], byte[]> consumer;
  private final MetricReportCodec codec = new MetricReportCodec();
  private final ReportBoard board = new ReportBoard();

  public LearnerReports(String learner, String brokers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.of(learner).metrics()).stream()
            .map(LearnerReports::partition)
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }

  /** Waits for reports, at most so long, and gives where the learner stands by the last ones. */
  public Standing poll(Duration patience) {
    for (ConsumerRecord<byte[], byte[]> report : consumer.poll(patience)) {
      board.accept(codec.decode(report.value()));
    }
    return board.standing();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
