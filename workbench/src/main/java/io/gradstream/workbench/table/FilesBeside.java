package io.gradstream.workbench.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Files that cells name: each by its path from the folder of the data file, and none outside of it.
 *
 * @param folder of the data file
 * @param most bytes of a file
 */
public record FilesBeside(Path folder, int most) {

  /** A file cannot be had. */
  public static final class AbsentException extends Exception {
    private static final long serialVersionUID = 1L;

    AbsentException(String message) {
      super(message);
    }
  }

  /**
   * @param most bytes of a file
   */
  public static FilesBeside of(InputFile data, int most) {
    return new FilesBeside(data.folder(), most);
  }

  /**
   * The bytes of the file that a cell names.
   *
   * @throws AbsentException when there is none, or it is too large
   */
  public byte[] read(String cell) throws AbsentException {
    Path file = path(cell);
    if (!Files.isRegularFile(file)) {
      throw new AbsentException("there is no file %s beside the data file".formatted(cell));
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] read = bytes.readNBytes(most + 1);
      if (read.length > most) {
        throw new AbsentException(
            "the file %s has more than %d bytes, the most that a record may have"
                .formatted(cell, most));
      }
      return read;
    } catch (IOException e) {
      throw new AbsentException("the file %s cannot be read: %s".formatted(cell, e.getMessage()));
    }
  }

  private Path path(String cell) throws AbsentException {
    try {
      Path own = Path.of(cell).normalize();
      if (own.isAbsolute() || own.startsWith("..")) {
        throw new AbsentException(
            "the file %s must lie in the folder of the data file".formatted(cell));
      }
      return folder.resolve(own);
    } catch (InvalidPathException e) {
      throw new AbsentException("no file can be called %s".formatted(cell));
    }
  }
}
