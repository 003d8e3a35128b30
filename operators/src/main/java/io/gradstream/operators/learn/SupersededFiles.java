package io.gradstream.operators.learn;

import io.gradstream.schemas.SnapshotMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Deletes snapshot files that a later one has taken the place of, once no reader can still be on
 * its way to them. What a failure makes it forget is collected at the next deploy, which knows all
 * references. Not thread safe.
 */
final class SupersededFiles {

  /** How long a reader may take from the record to the file. */
  static final long GRACE_MILLIS = 10 * 60 * 1000;

  private record Superseded(String file, long since) {}

  private final Path folder;
  private final Map<String, String> current = new HashMap<>();
  private final Queue<Superseded> superseded = new ArrayDeque<>();

  /**
   * @param folder the learner's
   */
  SupersededFiles(Path folder) {
    this.folder = folder;
  }

  /** A key's newest snapshot is this. */
  void published(String key, SnapshotMessage.Content content, long now) {
    String file = content instanceof SnapshotMessage.Reference reference ? reference.uri() : null;
    String before = file == null ? current.remove(key) : current.put(key, file);
    if (before != null && !before.equals(file)) {
      superseded.add(new Superseded(before, now));
    }
  }

  /** Deletes what has waited out the grace period. */
  void collect(long now) throws IOException {
    while (!superseded.isEmpty() && now - superseded.peek().since >= GRACE_MILLIS) {
      Files.deleteIfExists(folder.resolve(superseded.remove().file));
    }
  }
}
