package io.gradstream.cli.steer;

import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The versions on a models topic that were published last. Not thread safe. */
final class VersionList {

  private static final Comparator<PublishedVersion> BY_TIME =
      Comparator.comparing(PublishedVersion::at)
          .thenComparing(PublishedVersion::version)
          .thenComparing(PublishedVersion::key);

  private final SnapshotMessageCodec codec = new SnapshotMessageCodec();
  private final String key; // null: any
  private final int most;
  private final PriorityQueue<PublishedVersion> newest = new PriorityQueue<>(BY_TIME);
  private long all;

  VersionList(String key, int most) {
    this.key = key;
    this.most = most;
  }

  /** Takes a record; always wants another. */
  boolean take(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.value() != null) {
        take(codec.decode(record.value()), Instant.ofEpochMilli(record.timestamp()));
      }
    } catch (MalformedRecordException e) {
      return true; // someone else's junk
    }
    return true;
  }

  private void take(SnapshotMessage message, Instant at) {
    if (key == null || key.equals(message.key())) {
      all++;
      newest.add(PublishedVersion.of(message, at));
      if (newest.size() > most) {
        newest.remove();
      }
    }
  }

  /** Oldest first. */
  List<PublishedVersion> versions() {
    return newest.stream().sorted(BY_TIME).toList();
  }

  /** How many there are that are not listed. */
  long others() {
    return all - newest.size();
  }
}
