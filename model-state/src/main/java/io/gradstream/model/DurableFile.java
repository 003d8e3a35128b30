package io.gradstream.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file that is whole and on disk under its name, or not there at all: to a temporary name
 * in the same folder, synced, renamed, the folder synced.
 */
final class DurableFile {

  /** What a temporary name adds to the file's own. */
  static final String WRITING = "\\.[0-9a-f-]{36}\\.writing";

  private DurableFile() {}

  static void write(Path folder, String name, byte[] bytes) throws IOException {
    Files.createDirectories(folder);
    Path writing = folder.resolve(name + "." + UUID.randomUUID() + ".writing");
    try {
      writeSynced(writing, bytes);
      Files.move(writing, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(writing);
    }
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true); // or the renamed entry may be gone after a power cut
    }
  }

  private static void writeSynced(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }
}
