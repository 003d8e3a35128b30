package io.gradstream.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Checksums of checkpoints' files, which Flink's have none of: noted beside each checkpoint when it
 * is complete, {@code chk-7.crc32c} beside {@code chk-7}, and compared before a job goes on from
 * it. A line is a file's checksum in hexadecimal, and its name.
 */
public final class CheckpointSums {

  private static final String SUFFIX = ".crc32c";
  private static final int BUFFER = 1 << 16;

  private CheckpointSums() {}

  /** Notes those of every checkpoint that has none yet, and removes those of checkpoints gone. */
  public static void note(Path folder) throws IOException {
    for (Path checkpoint : RetainedCheckpoints.in(folder).newestFirst()) {
      if (!Files.exists(sums(checkpoint))) {
        note(checkpoint, of(checkpoint));
      }
    }
    for (Path sums : all(folder)) {
      String name = sums.getFileName().toString();
      String checkpoint = name.substring(0, name.length() - SUFFIX.length());
      if (!RetainedCheckpoints.isOne(sums.resolveSibling(checkpoint))) {
        Files.deleteIfExists(sums);
      }
    }
  }

  /** All or nothing, and nothing when Flink has deleted the checkpoint meanwhile. */
  private static void note(Path checkpoint, List<String> lines) throws IOException {
    if (RetainedCheckpoints.isOne(checkpoint)) {
      Path written = checkpoint.resolveSibling(checkpoint.getFileName() + ".writing");
      Files.write(written, lines);
      Files.move(written, sums(checkpoint), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** What is not as it was noted; empty when all is, or when nothing was noted. */
  public static Optional<String> damage(Path checkpoint) throws IOException {
    Path noted = sums(checkpoint);
    if (!Files.exists(noted)) {
      return Optional.empty();
    }
    List<String> now = of(checkpoint);
    return Files.readAllLines(noted, StandardCharsets.UTF_8).stream()
        .filter(line -> !now.contains(line))
        .findFirst()
        .map(
            line ->
                "its file %s is not what was written: the CRC-32C differs from the one in %s"
                    .formatted(line.substring(line.indexOf(' ') + 1), noted));
  }

  private static Path sums(Path checkpoint) {
    return checkpoint.resolveSibling(checkpoint.getFileName() + SUFFIX);
  }

  private static List<Path> all(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX)).toList();
    }
  }

  /** Those of the files there are: some may go while they are read. */
  private static List<String> of(Path checkpoint) throws IOException {
    try (Stream<Path> files = Files.list(checkpoint)) {
      return files.filter(Files::isRegularFile).sorted().flatMap(CheckpointSums::line).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static Stream<String> line(Path file) {
    CRC32C sum = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    try (InputStream bytes = Files.newInputStream(file)) {
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        sum.update(buffer, 0, read);
      }
    } catch (IOException e) {
      return Stream.empty(); // it is gone, or cannot be read: no line is like one that was noted
    }
    return Stream.of("%08x %s".formatted(sum.getValue(), file.getFileName()));
  }
}
