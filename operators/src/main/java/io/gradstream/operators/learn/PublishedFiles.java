package io.gradstream.operators.learn;

import io.gradstream.schemas.BoundedLog;
import io.gradstream.schemas.SnapshotMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.slf4j.LoggerFactory;

/**
 * The snapshot files this task has published: deletes each that a later one has taken the place of,
 * once no reader can still be on its way to it, and finds out when one in use is gone. What a
 * failure makes it forget is collected at the next deploy, which knows all references. Not thread
 * safe.
 */
final class PublishedFiles {

  /** How long a reader may take from the record to the file. */
  static final long GRACE_MILLIS = 10 * 60 * 1000;

  /** Files that wait to be deleted; more than that are left to the next deploy. */
  static final int MOST_SUPERSEDED = 1 << 16;

  /** Files looked for at a time: of a thousand keys, each is looked for every minute or so. */
  static final int LOOKED_FOR = 16;

  private record Superseded(String file, long since) {}

  private final BoundedLog log = new BoundedLog(LoggerFactory.getLogger(PublishedFiles.class));
  private final Path folder;
  private final Map<String, String> current = new HashMap<>(); // by model key
  private final Queue<Superseded> superseded = new ArrayDeque<>();
  private final Queue<String> toLookFor = new ArrayDeque<>(); // model keys

  /**
   * @param folder the learner's
   */
  PublishedFiles(Path folder) {
    this.folder = folder;
  }

  /** A key's newest snapshot is this. */
  void published(String key, SnapshotMessage.Content content, long now) {
    String file = content instanceof SnapshotMessage.Reference reference ? reference.uri() : null;
    String before = file == null ? current.remove(key) : current.put(key, file);
    if (before != null && !before.equals(file)) {
      supersede(before, now);
    }
  }

  private void supersede(String file, long now) {
    if (superseded.size() < MOST_SUPERSEDED) {
      superseded.add(new Superseded(file, now));
    }
  }

  /** Deletes what has waited out the grace period; what cannot be deleted waits once more. */
  void collect(long now) {
    while (!superseded.isEmpty() && now - superseded.peek().since >= GRACE_MILLIS) {
      String file = superseded.remove().file;
      try {
        Files.deleteIfExists(folder.resolve(file));
      } catch (IOException e) {
        log.warn("Superseded snapshot could not be deleted; it is tried again", e);
        supersede(file, now);
        return; // the others will fare no better before the next tick
      }
    }
  }

  /** Keys whose newest file somebody has removed; looks for a few files at a time. */
  List<String> gone() {
    if (toLookFor.isEmpty()) {
      toLookFor.addAll(current.keySet());
    }
    List<String> gone = new ArrayList<>();
    for (int i = 0; i < LOOKED_FOR && !toLookFor.isEmpty(); i++) {
      String key = toLookFor.remove();
      String file = current.get(key);
      if (file != null && Files.notExists(folder.resolve(file))) {
        gone.add(key);
      }
    }
    return gone;
  }
}
