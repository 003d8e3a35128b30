package io.gradstream.jobs;

import io.gradstream.schemas.BoundedLog;
import io.gradstream.schemas.Claim;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.LoggerFactory;

/**
 * What stands on a learner's models topic when it is deployed.
 *
 * @param generation the greatest of a whole snapshot on it; -1 when there is none
 * @param keys how many models there are
 * @param files the snapshot files that its newest records refer to
 */
record ModelsTopic(long generation, int keys, Set<String> files) {

  private static final long NONE = -1;

  /**
   * Reads the topic from its beginning to where it ends now.
   *
   * @param isWhole whether a snapshot is what its record says: a damaged one claims nothing. Asked
   *     of those alone that would count
   */
  static ModelsTopic read(
      Consumer<byte[], byte[]> consumer, String topic, Predicate<SnapshotMessage> isWhole) {
    Contents contents = new Contents(isWhole);
    TopicReading.readAll(consumer, topic, contents::add);
    return contents.read();
  }

  /** The newest record of each key. */
  private static final class Contents {

    private final BoundedLog log = new BoundedLog(LoggerFactory.getLogger(ModelsTopic.class));
    private final SnapshotMessageCodec codec = new SnapshotMessageCodec();
    private final Map<String, String> files = new HashMap<>(); // by record key
    private final Set<String> keys = new HashSet<>();
    private final Predicate<SnapshotMessage> isWhole;
    private long generation = NONE;

    Contents(Predicate<SnapshotMessage> isWhole) {
      this.isWhole = isWhole;
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
      if (record.value() == null) {
        return; // its model is gone; its file, if any, goes at the next deploy
      }
      try {
        add(codec.decode(record.value()));
      } catch (MalformedRecordException e) {
        log.warn(
            "Left out a record that is no snapshot: {} partition {} offset {}: {}",
            record.topic(),
            record.partition(),
            record.offset(),
            e.getMessage());
      }
    }

    private void add(SnapshotMessage message) {
      long itsGeneration = message.version().generation();
      if (itsGeneration > Claim.GREATEST_RUN) {
        throw new MalformedRecordException("no learner has generation " + itsGeneration);
      }
      if (itsGeneration > generation && isWhole.test(message)) {
        generation = itsGeneration;
      }
      keys.add(message.recordKey());
      if (message.content() instanceof SnapshotMessage.Reference reference) {
        files.put(message.recordKey(), reference.uri());
      } else {
        files.remove(message.recordKey());
      }
    }

    ModelsTopic read() {
      return new ModelsTopic(generation, keys.size(), Set.copyOf(files.values()));
    }
  }
}
