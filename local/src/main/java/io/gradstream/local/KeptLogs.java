package io.gradstream.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Logs of runs that failed: each in its run's folder, which holds nothing else any longer. Those of
 * the last few stay.
 */
final class KeptLogs {

  static final String PREFIX = "gradstream-";

  private static final int KEPT = 5;
  private static final String MARK = "failed";

  private KeptLogs() {}

  /** Leaves the logs alone in the folder, and of older such folders the newest ones. */
  static void keep(Path folder) {
    try {
      for (Path inside : list(folder)) {
        if (!inside.getFileName().toString().endsWith(".log")) {
          Folders.remove(inside);
        }
      }
      Files.createFile(folder.resolve(MARK));
      removeOldest(folder.toAbsolutePath().getParent());
    } catch (IOException | UncheckedIOException e) {
      // what cannot be removed stays: the failure itself is what has to be told
    }
  }

  private static void removeOldest(Path parent) throws IOException {
    list(parent).stream()
        .filter(folder -> folder.getFileName().toString().startsWith(PREFIX))
        .filter(folder -> Files.isRegularFile(folder.resolve(MARK)))
        .sorted(Comparator.comparingLong(KeptLogs::time).reversed())
        .skip(KEPT)
        .forEach(Folders::remove);
  }

  private static long time(Path folder) {
    return folder.resolve(MARK).toFile().lastModified();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
