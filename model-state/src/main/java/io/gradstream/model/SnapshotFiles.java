package io.gradstream.model;

import io.gradstream.schemas.SnapshotMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Snapshots too large for a record, as files of one learner's folder: written, synced and renamed
 * before a reference is handed out; unreferenced ones are collected. A file's name is a hash of
 * what the snapshot is called, and a reference is that name alone, so that no text of a user's ever
 * becomes a path and a reader may see the folder elsewhere. Thread safe; several processes may
 * share a folder.
 */
public final class SnapshotFiles {

  private static final Pattern LEARNER = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}");
  private static final Pattern FILE = Pattern.compile("[0-9a-f]{32}\\.snapshot");
  private static final Pattern FILE_OR_TORN =
      Pattern.compile(FILE.pattern() + "(" + DurableFile.WRITING + ")?");

  private final Path folder;
  private final int inlineLimit;
  private final Clock clock;

  /**
   * @param folder absolute; made when absent
   * @param inlineLimit largest snapshot, in bytes, that stays in the record
   */
  public SnapshotFiles(Path folder, int inlineLimit) {
    this(folder, inlineLimit, Clock.systemUTC());
  }

  SnapshotFiles(Path folder, int inlineLimit, Clock clock) {
    if (!folder.isAbsolute()) {
      throw new IllegalArgumentException("the snapshots folder must be absolute: " + folder);
    }
    this.folder = folder.normalize();
    this.inlineLimit = inlineLimit;
    this.clock = clock;
  }

  /** One learner's files below the folder that several learners share. */
  public static SnapshotFiles of(Path shared, String learner, int inlineLimit) {
    if (!LEARNER.matcher(learner).matches()) {
      throw new IllegalArgumentException(
          "a learner's name must be letters, digits, '.', '_' and '-': " + learner);
    }
    return new SnapshotFiles(shared.toAbsolutePath().resolve(learner), inlineLimit);
  }

  /**
   * Inline when small enough, else a reference to a file that is durable when this returns.
   *
   * @param name what tells this snapshot from all others of the learner: key and version
   */
  public SnapshotMessage.Content store(String name, byte[] bytes) {
    if (bytes.length <= inlineLimit) {
      return new SnapshotMessage.Inline(bytes);
    }
    String file = fileName(name);
    try {
      DurableFile.write(folder, file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the snapshot to " + folder, e);
    }
    return new SnapshotMessage.Reference(file, bytes.length, checksum(bytes));
  }

  /**
   * The snapshot's bytes, of a record or of a file in this folder; a reference that leads out of
   * the folder is refused.
   *
   * @throws CorruptSnapshotException when the file is absent, torn or altered
   */
  public byte[] load(SnapshotMessage.Content content) {
    if (content instanceof SnapshotMessage.Inline inline) {
      return inline.bytes();
    }
    SnapshotMessage.Reference reference = (SnapshotMessage.Reference) content;
    if (!FILE.matcher(reference.uri()).matches()) {
      throw new CorruptSnapshotException(
          "refused snapshot reference: it must name a file of " + folder + ": " + reference.uri());
    }
    try {
      return read(folder.resolve(reference.uri()), reference);
    } catch (NoSuchFileException e) {
      throw new CorruptSnapshotException("absent snapshot file: " + e.getFile(), e);
    } catch (IOException e) {
      throw new CorruptSnapshotException("unreadable snapshot file: " + reference.uri(), e);
    }
  }

  /** Whether the folder has the file that a reference names. */
  public boolean has(String uri) {
    return FILE.matcher(uri).matches() && Files.exists(folder.resolve(uri));
  }

  /**
   * Deletes files that none of the references names and that are older than the grace period, which
   * must be longer than a reference can take from here to its topic.
   *
   * @return how many
   */
  public int collect(Set<String> referencedUris, Duration grace) {
    Instant oldest = clock.instant().minus(grace);
    int deleted = 0;
    try {
      for (Path file : files()) {
        if (!referencedUris.contains(file.getFileName().toString())
            && Files.getLastModifiedTime(file).toInstant().isBefore(oldest)
            && Files.deleteIfExists(file)) {
          deleted++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot collect snapshots in " + folder, e);
    }
    return deleted;
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> FILE_OR_TORN.matcher(file.getFileName().toString()).matches())
          .toList();
    }
  }

  private static byte[] read(Path file, SnapshotMessage.Reference reference) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw new CorruptSnapshotException("refused snapshot reference: no plain file: " + file);
    }
    if (attributes.size() != reference.length()) {
      throw new CorruptSnapshotException(
          "torn snapshot file: %d of %d bytes: %s"
              .formatted(attributes.size(), reference.length(), file));
    }
    byte[] bytes = Files.readAllBytes(file);
    if (checksum(bytes) != reference.crc32c()) {
      throw new CorruptSnapshotException(
          "altered snapshot file: its CRC-32C does not match: " + file);
    }
    return bytes;
  }

  private static String fileName(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16) + ".snapshot";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static long checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }
}
