package io.gradstream.cli.prove;

import io.gradstream.cli.topics.OffsetRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Digests of all records that are read, by partition. Not thread safe. */
final class RecordDigests {

  private static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

  private final Function<TopicPartition, OffsetDigests> made;
  private final Map<TopicPartition, OffsetDigests> digests = new HashMap<>();

  /**
   * @param made makes a partition's, when its first record is read
   */
  RecordDigests(Function<TopicPartition, OffsetDigests> made) {
    this.made = made;
  }

  void add(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition of = new TopicPartition(record.topic(), record.partition());
    digests.computeIfAbsent(of, made).add(record.offset(), RecordDigest.of(record));
  }

  /**
   * What was read.
   *
   * @param ranges of all partitions, those too that hold nothing
   */
  List<LearnedPartition> of(Map<TopicPartition, OffsetRange> ranges) {
    List<LearnedPartition> partitions = new ArrayList<>();
    ranges.forEach(
        (of, range) -> {
          OffsetDigests its = digests.computeIfAbsent(of, made);
          partitions.add(new LearnedPartition(of, range, its.records(), its.level(), its.nodes()));
        });
    partitions.sort(Comparator.comparing(LearnedPartition::of, ORDER));
    return partitions;
  }
}
