package io.gradstream.cli.output;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * A file and what stands beside it, written together where nothing is overwritten, or not at all.
 */
public final class NewFiles {

  private NewFiles() {}

  /**
   * @param beside texts by their files; one that is there already, with the same text, stays
   * @throws FileAlreadyExistsException when another file is in the way; nothing was written
   */
  public static void write(Path file, String text, Map<Path, String> beside) throws IOException {
    requireAbsent(file);
    for (Map.Entry<Path, String> other : beside.entrySet()) {
      if (!isThere(other.getKey(), other.getValue())) {
        requireAbsent(other.getKey());
      }
    }
    for (Map.Entry<Path, String> other : beside.entrySet()) {
      if (!isThere(other.getKey(), other.getValue())) {
        writeNew(other.getKey(), other.getValue());
      }
    }
    writeNew(file, text);
  }

  private static void requireAbsent(Path file) throws FileAlreadyExistsException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
  }

  private static boolean isThere(Path file, String text) throws IOException {
    return Files.isRegularFile(file) && Files.readString(file).equals(text);
  }

  private static void writeNew(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }
}
