package io.gradstream.cli.steer;

import io.gradstream.cli.topics.KafkaAccess;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.MetricReportCodec;
import io.gradstream.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Waits until a learner reports that it has learned at a command's position or behind it. Only what
 * it reports from the moment on that this was made counts. For one thread.
 */
final class ForceWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final String LEARNERS = "learner-"; // sources

  private final MetricReportCodec codec = new MetricReportCodec();
  private final Consumer<byte[], byte[]> consumer;

  ForceWatch(String learner, KafkaAccess kafka) {
    Map<String, Object> properties = new HashMap<>(kafka.client());
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    String topic = Topics.of(learner).metrics();
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // the ends of now, not those of the first poll
  }

  /**
   * @param at position of the command, epoch milliseconds
   * @return whether it has come into force in time
   */
  boolean await(long at, Duration most) {
    long end = System.nanoTime() + most.toNanos();
    while (!consumer.assignment().isEmpty() && System.nanoTime() - end < 0) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (isInForce(record.value(), at)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isInForce(byte[] value, long at) {
    try {
      MetricReport report = codec.decode(value);
      return report.source().startsWith(LEARNERS)
          && report.measures().stream().anyMatch(measure -> hasReached(measure, at));
    } catch (MalformedRecordException e) {
      return false; // somebody else's junk
    }
  }

  private static boolean hasReached(Measure measure, long at) {
    return measure.name().equals("command.in.force") && measure.value() >= at;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
