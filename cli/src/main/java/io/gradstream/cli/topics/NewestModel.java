package io.gradstream.cli.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The newest version of one model on a models topic, which may hold those of a million keys. Not
 * thread safe.
 */
public final class NewestModel {

  private static final int SHOWN = 20; // keys in a message

  private final SnapshotMessageCodec codec = new SnapshotMessageCodec();
  private final String learner;
  private final String wanted; // null: the only one there is
  private final TreeSet<String> keys = new TreeSet<>(); // SHOWN and one more
  private SnapshotMessage newest; // null: none yet

  /**
   * @param key whose model; null for the only one there is
   */
  public NewestModel(String learner, String key) {
    this.learner = learner;
    wanted = key;
  }

  /** Takes a record; always wants another. */
  public boolean take(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      giveUp(record.key());
      return true;
    }
    try {
      take(codec.decode(record.value()));
    } catch (MalformedRecordException e) {
      return true; // someone else's junk
    }
    return true;
  }

  private void take(SnapshotMessage message) {
    if (keys.size() <= SHOWN) {
      keys.add(message.key());
    }
    boolean isWanted = wanted == null || wanted.equals(message.key());
    boolean isSame = newest == null || newest.key().equals(message.key());
    if (isWanted
        && isSame
        && (newest == null || message.version().compareTo(newest.version()) >= 0)) {
      newest = message;
    }
  }

  private void giveUp(byte[] key) {
    if (newest != null && key != null && newest.recordKey().equals(new String(key, UTF_8))) {
      keys.remove(newest.key());
      newest = null;
    }
  }

  /**
   * The newest one.
   *
   * @throws IllegalStateException when there is no model yet, or none of the key
   * @throws InvalidDataException when a key has to be given
   */
  public SnapshotMessage newest() {
    if (keys.isEmpty()) {
      throw new IllegalStateException(
          "%s has published no model yet: it has learned nothing".formatted(learner));
    }
    if (wanted == null && keys.size() > 1) {
      throw new InvalidDataException(
          "%s has a model for each key: give --key, one of %s".formatted(learner, keys()));
    }
    if (newest == null) {
      throw new IllegalStateException(
          "%s has no model for the key '%s'; there are %s".formatted(learner, wanted, keys()));
    }
    return newest;
  }

  private String keys() {
    String names = keys.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return keys.size() > SHOWN ? names + " and more" : names;
  }
}
