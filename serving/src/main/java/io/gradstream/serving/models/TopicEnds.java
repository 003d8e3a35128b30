package io.gradstream.serving.models;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * The ends of topics, read by one consumer: of each partition the last records there are, then
 * those that come. Used by one thread.
 */
public final class TopicEnds {

  private final Consumer<byte[], byte[]> consumer;

  /**
   * @param consumer without a group
   */
  public TopicEnds(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * Reads these partitions, too, those that are not read already.
   *
   * @param tail records of each that are read at first, at most
   * @throws org.apache.kafka.common.KafkaException when the broker does not answer
   */
  public void add(Collection<PartitionInfo> partitions, long tail) {
    Set<TopicPartition> all = new HashSet<>(consumer.assignment());
    List<TopicPartition> fresh =
        partitions.stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .filter(all::add)
            .toList();
    if (fresh.isEmpty()) {
      return;
    }
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(fresh);
    Map<TopicPartition, Long> ends = consumer.endOffsets(fresh);
    consumer.assign(all); // not before it is known where to begin: it would read all of them
    fresh.forEach(at -> consumer.seek(at, Math.max(begins.get(at), ends.get(at) - tail)));
  }

  /** Reads these topics no longer. */
  public void leave(Set<String> topics) {
    Set<TopicPartition> left = new HashSet<>(consumer.assignment());
    left.removeIf(partition -> topics.contains(partition.topic()));
    consumer.assign(left);
  }

  /** Waits for records at most so long; none where nothing is read. */
  public ConsumerRecords<byte[], byte[]> poll(Duration patience) {
    return consumer.assignment().isEmpty() ? ConsumerRecords.empty() : consumer.poll(patience);
  }
}
