package io.gradstream.model;

import io.gradstream.schemas.SnapshotMessage;
import java.nio.file.Path;
import java.util.Set;

/**
 * Snapshots too large for a record, as files of one learner's folder: written, synced and renamed
 * before a reference is handed out; unreferenced ones are collected.
 */
public final class SnapshotFiles {

  /**
   * @param folder absolute; made when absent
   * @param inlineLimit largest snapshot, in bytes, that stays in the record
   */
  public SnapshotFiles(Path folder, int inlineLimit) {
    throw new UnsupportedOperationException();
  }

  /** Inline when small enough, else a reference to a file that is durable when this returns. */
  public SnapshotMessage.Content store(String name, byte[] bytes) {
    throw new UnsupportedOperationException();
  }

  /**
   * The snapshot's bytes, of a record or of a file in this folder; a reference that leads out of
   * the folder is refused.
   *
   * @throws CorruptSnapshotException when the file is absent, torn or altered
   */
  public byte[] load(SnapshotMessage.Content content) {
    throw new UnsupportedOperationException();
  }

  /** Deletes files that none of the references names and that are older than the grace period. */
  public int collect(Set<String> referencedUris, java.time.Duration grace) {
    throw new UnsupportedOperationException();
  }
}
