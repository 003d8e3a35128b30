package io.gradstream.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what a job can go on from: {@code JOB/chk-N/_metadata}. */
final class NewestCheckpoint {

  private static final int DEPTH = 3;

  private NewestCheckpoint() {}

  /** The checkpoint that was completed last, of whichever job. */
  static Optional<Path> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      List<Path> completed =
          files.filter(file -> file.getFileName().toString().equals("_metadata")).toList();
      return completed.stream()
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .map(Path::getParent);
    }
  }
}
