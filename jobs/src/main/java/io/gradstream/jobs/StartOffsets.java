package io.gradstream.jobs;

import io.gradstream.learning.spec.StartPosition;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a learner without state begins to read, as offsets: found once, at its deploy, so that a
 * job that fails before its first checkpoint begins at the same place again.
 */
final class StartOffsets implements Serializable {

  private static final long serialVersionUID = 1;
  private static final long NONE_SINCE = -1;

  private final HashMap<TopicPartition, Long> offsets; // empty: the beginning of each

  private StartOffsets(Map<TopicPartition, Long> offsets) {
    this.offsets = new HashMap<>(offsets);
  }

  /** The beginning of every partition. */
  static StartOffsets earliest() {
    return new StartOffsets(Map.of());
  }

  /**
   * Asks Kafka.
   *
   * @param partitions of each topic
   */
  static StartOffsets of(StartPosition from, Map<String, Integer> partitions, Admin admin)
      throws InterruptedException, ExecutionException {
    if (from instanceof StartPosition.Earliest) {
      return earliest();
    }
    Map<TopicPartition, Long> ends = find(OffsetSpec.latest(), partitions, admin);
    if (from instanceof StartPosition.At at) {
      Map<TopicPartition, Long> since =
          find(OffsetSpec.forTimestamp(at.time().toEpochMilli()), partitions, admin);
      ends.replaceAll((of, end) -> since.get(of) == NONE_SINCE ? end : since.get(of));
    }
    return new StartOffsets(ends);
  }

  private static Map<TopicPartition, Long> find(
      OffsetSpec what, Map<String, Integer> partitions, Admin admin)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(
        (topic, count) -> {
          for (int number = 0; number < count; number++) {
            asked.put(new TopicPartition(topic, number), what);
          }
        });
    Map<TopicPartition, ListOffsetsResultInfo> found = admin.listOffsets(asked).all().get();
    return found.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, of -> of.getValue().offset()));
  }

  /** The offset that a partition is read from; 0 where that is its beginning. */
  long first(TopicPartition partition) {
    return offsets.getOrDefault(partition, 0L);
  }

  /** The same, for one topic's source. */
  OffsetsInitializer initializer(String topic) {
    Map<TopicPartition, Long> ofTopic =
        offsets.entrySet().stream()
            .filter(entry -> entry.getKey().topic().equals(topic))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return ofTopic.isEmpty() ? OffsetsInitializer.earliest() : OffsetsInitializer.offsets(ofTopic);
  }
}
