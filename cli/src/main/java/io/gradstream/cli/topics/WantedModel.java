package io.gradstream.cli.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import io.gradstream.schemas.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One model on a models topic, which may hold those of a million keys: of a version, or the newest.
 * Not thread safe.
 */
public final class WantedModel {

  private static final int SHOWN = 20; // keys in a message

  private final SnapshotMessageCodec codec = new SnapshotMessageCodec();
  private final String learner;
  private final String key; // null: the only one there is
  private final Optional<Version> version;
  private final TreeSet<String> keys = new TreeSet<>(); // SHOWN and one more
  private final TreeSet<String> having = new TreeSet<>(); // the version; SHOWN and one more
  private Found found; // null: none yet
  private Version least; // on the topic, of the key
  private Version greatest;

  /** A model as it stands on the topic, and when it was published, by the broker's clock. */
  public record Found(SnapshotMessage message, Instant at) {}

  /**
   * @param key whose model; null for the only one there is
   * @param version empty: the newest
   */
  public WantedModel(String learner, String key, Optional<Version> version) {
    this.learner = learner;
    this.key = key;
    this.version = version;
  }

  /** Takes a record; always wants another. */
  public boolean take(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      giveUp(record.key());
      return true;
    }
    try {
      take(codec.decode(record.value()), Instant.ofEpochMilli(record.timestamp()));
    } catch (MalformedRecordException e) {
      return true; // someone else's junk
    }
    return true;
  }

  private void take(SnapshotMessage message, Instant at) {
    note(message.key(), keys);
    if (key != null && !key.equals(message.key())) {
      return;
    }
    Version its = message.version();
    least = least == null || its.compareTo(least) < 0 ? its : least;
    greatest = greatest == null || its.compareTo(greatest) > 0 ? its : greatest;
    if (version.isPresent() && !version.get().equals(its)) {
      return;
    }
    note(message.key(), having);
    boolean isSame = found == null || found.message.key().equals(message.key());
    if (isSame && (found == null || its.compareTo(found.message.version()) >= 0)) {
      found = new Found(message, at);
    }
  }

  private static void note(String name, TreeSet<String> names) {
    if (names.size() <= SHOWN) {
      names.add(name);
    }
  }

  private void giveUp(byte[] recordKey) {
    if (found != null
        && recordKey != null
        && found.message.recordKey().equals(new String(recordKey, UTF_8))) {
      keys.remove(found.message.key());
      having.remove(found.message.key());
      found = null;
    }
  }

  /**
   * The model.
   *
   * @throws IllegalStateException when there is no model yet, none of the key or not that version
   * @throws InvalidDataException when a key has to be given
   */
  public Found found() {
    if (keys.isEmpty()) {
      throw new IllegalStateException(
          "%s has published no model yet: it has learned nothing".formatted(learner));
    }
    if (key == null && having.size() > 1) {
      throw new InvalidDataException(
          "%s has a model for each key: give --key, one of %s".formatted(learner, listed(having)));
    }
    if (found == null && version.isPresent() && greatest != null) {
      throw new IllegalStateException(
          "%s has no version %s on its topic; there are versions from %s to %s. Of those that have been followed the topic keeps what it has not compacted yet: gradstream models list %s"
              .formatted(learner, version.get(), least, greatest, learner));
    }
    if (found == null) {
      throw new IllegalStateException(
          "%s has no model for the key '%s'; there are %s".formatted(learner, key, listed(keys)));
    }
    return found;
  }

  private static String listed(TreeSet<String> names) {
    String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() > SHOWN ? shown + " and more" : shown;
  }
}
