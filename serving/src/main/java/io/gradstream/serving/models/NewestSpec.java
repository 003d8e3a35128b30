package io.gradstream.serving.models;

import io.gradstream.model.CorruptSnapshotException;
import io.gradstream.model.ModelSpec;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.Topics;
import io.gradstream.schemas.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What a learner's newest model takes and gives, read from the ends of its models topic: for
 * whoever wants to know that and no model. Used by one thread.
 */
public final class NewestSpec {

  /** Records of a partition that are looked at first; the marks of transactions count as some. */
  private static final long NEAR = 4;

  private static final long FARTHER = 16; // times as many
  private static final Duration POLL = Duration.ofMillis(100);

  private record Found(Version version, ModelSpec spec) {}

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final SnapshotReader reader;
  private final long deadline; // nanoTime

  private NewestSpec(
      Consumer<byte[], byte[]> consumer, String learner, SnapshotReader reader, long deadline) {
    this.consumer = consumer;
    this.topic = Topics.of(learner).models();
    this.reader = reader;
    this.deadline = deadline;
  }

  /**
   * Nothing where there is no topic, no model on it, or none that can be read in time.
   *
   * @param consumer without an assignment, which it gets
   * @param snapshots folder of snapshots too large for a record
   * @throws org.apache.kafka.common.KafkaException when the broker does not answer
   */
  public static Optional<ModelSpec> read(
      Consumer<byte[], byte[]> consumer,
      String learner,
      Optional<Path> snapshots,
      Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    return new NewestSpec(consumer, learner, new SnapshotReader(learner, snapshots), deadline)
        .read();
  }

  private Optional<ModelSpec> read() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic, left()).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, left());
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, left());
    long most = partitions.stream().mapToLong(at -> ends.get(at) - begins.get(at)).max().orElse(0);
    Optional<Found> found = Optional.empty();
    for (long back = NEAR; found.isEmpty() && back < FARTHER * most && hasTime(); ) {
      for (TopicPartition partition : partitions) {
        consumer.seek(partition, Math.max(begins.get(partition), ends.get(partition) - back));
      }
      found = newest(ends);
      back *= FARTHER;
    }
    return found.map(Found::spec);
  }

  /** What is between the consumer's positions and the ends: of it only the newest is kept. */
  private Optional<Found> newest(Map<TopicPartition, Long> ends) {
    Optional<Found> newest = Optional.empty();
    Set<TopicPartition> behind = new HashSet<>(ends.keySet());
    behind.removeIf(partition -> hasReached(partition, ends));
    while (!behind.isEmpty() && hasTime()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Optional<Found> before = newest;
        newest = message(record).flatMap(message -> newer(message, before)).or(() -> before);
      }
      behind.removeIf(partition -> hasReached(partition, ends));
    }
    return newest;
  }

  private boolean hasReached(TopicPartition partition, Map<TopicPartition, Long> ends) {
    return consumer.position(partition) >= ends.get(partition);
  }

  private Optional<SnapshotMessage> message(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.ofNullable(record.value()).map(reader::message);
    } catch (MalformedRecordException | CorruptSnapshotException e) {
      return Optional.empty(); // whoever follows the topic says so
    }
  }

  /** What a message holds, if it is newer than what was found and can be read. */
  private Optional<Found> newer(SnapshotMessage message, Optional<Found> before) {
    if (before.isPresent() && message.version().compareTo(before.get().version()) <= 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Found(message.version(), reader.snapshot(message).spec()));
    } catch (CorruptSnapshotException e) {
      return Optional.empty();
    }
  }

  private boolean hasTime() {
    return deadline - System.nanoTime() > 0;
  }

  private Duration left() {
    return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
  }
}
