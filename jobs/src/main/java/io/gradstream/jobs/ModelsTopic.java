package io.gradstream.jobs;

import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands on a learner's models topic when it is deployed.
 *
 * @param generation the greatest on it; -1 when there is none
 * @param files the snapshot files that its newest records refer to
 */
record ModelsTopic(long generation, Set<String> files) {

  private static final Logger LOG = LoggerFactory.getLogger(ModelsTopic.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long NONE = -1;

  /** The generation of a learner that starts without state. */
  long nextGeneration() {
    return generation + 1;
  }

  /** Reads the topic from its beginning to where it ends now. */
  static ModelsTopic read(Consumer<byte[], byte[]> consumer, String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Contents contents = new Contents();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(POLL).forEach(contents::add);
    }
    return contents.read();
  }

  /** The newest record of each key. */
  private static final class Contents {

    private final SnapshotMessageCodec codec = new SnapshotMessageCodec();
    private final Map<String, String> files = new HashMap<>(); // by record key
    private long generation = NONE;

    void add(ConsumerRecord<byte[], byte[]> record) {
      if (record.value() == null) {
        return; // its model is gone; its file, if any, goes at the next deploy
      }
      try {
        add(codec.decode(record.value()));
      } catch (MalformedRecordException e) {
        LOG.warn(
            "Left out a record that is no snapshot: {} partition {} offset {}: {}",
            record.topic(),
            record.partition(),
            record.offset(),
            e.getMessage());
      }
    }

    private void add(SnapshotMessage message) {
      generation = Math.max(generation, message.version().generation());
      if (message.content() instanceof SnapshotMessage.Reference reference) {
        files.put(message.recordKey(), reference.uri());
      } else {
        files.remove(message.recordKey());
      }
    }

    ModelsTopic read() {
      return new ModelsTopic(generation, Set.copyOf(files.values()));
    }
  }
}
