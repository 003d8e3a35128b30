package io.gradstream.schemas;

/**
 * A model at a version as it stands on the models topic. The record key is {@link #recordKey}, so a
 * compacted topic keeps the latest version of every model.
 *
 * @param key the model key, empty text for a learner without one
 */
public record SnapshotMessage(
    String learner, String key, Version version, Lineage lineage, Content content) {

  /** Where the snapshot's bytes are. */
  public sealed interface Content {}

  /** The snapshot itself. The array is not to be changed by a reader. */
  public record Inline(byte[] bytes) implements Content {}

  /**
   * A file that holds the snapshot, written, synced and renamed before this message was sent.
   *
   * @param uri where the file is
   * @param length bytes
   * @param crc32c checksum of all bytes
   */
  public record Reference(String uri, long length, long crc32c) implements Content {}

  /** The Kafka record key: learner and model key. */
  public String recordKey() {
    return learner + "/" + key;
  }
}
