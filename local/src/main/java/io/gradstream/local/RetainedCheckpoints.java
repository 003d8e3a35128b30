package io.gradstream.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a job can go on from: {@code JOB/chk-N/_metadata}.
 *
 * @param newestFirst folders of checkpoints, by when they were completed, of whichever job
 */
public record RetainedCheckpoints(List<Path> newestFirst) {

  /** How many a job keeps: when the newest is damaged, there is one before it. */
  static final int KEPT = 3;

  /** A checkpoint's file that is written last. */
  private static final String METADATA = "_metadata";

  private static final int DEPTH = 3;

  /** Those of a folder, which may be absent. */
  public static RetainedCheckpoints in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return new RetainedCheckpoints(List.of());
    }
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return new RetainedCheckpoints(
          files
              .filter(file -> file.getFileName().toString().equals(METADATA))
              .map(Path::getParent)
              .sorted(Comparator.comparingLong(RetainedCheckpoints::completed).reversed())
              .toList());
    }
  }

  /** The one that was completed last. */
  public Optional<Path> newest() {
    return newestFirst.stream().findFirst();
  }

  /** The newest of those intact that was completed before another, which may lie elsewhere. */
  public Optional<Path> before(Path other) throws IOException {
    for (Path checkpoint : newestFirst) {
      if (completed(checkpoint) < completed(other) && CheckpointSums.damage(checkpoint).isEmpty()) {
        return Optional.of(checkpoint);
      }
    }
    return Optional.empty();
  }

  /** Whether a folder holds a checkpoint or a savepoint. */
  public static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(METADATA));
  }

  /** Epoch milliseconds. */
  private static long completed(Path checkpoint) {
    return checkpoint.resolve(METADATA).toFile().lastModified();
  }
}
