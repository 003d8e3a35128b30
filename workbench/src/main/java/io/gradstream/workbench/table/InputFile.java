package io.gradstream.workbench.table;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A data file, or what a pipe brings, standard input by the name {@code -}. A file may be opened
 * any number of times; a pipe for one {@link #sample}, and once for all that it brings. Not thread
 * safe.
 */
public final class InputFile {

  private static final Path STANDARD_INPUT = Path.of("-");

  private final Path path;
  private final FileForm form;
  private final ByteArrayOutputStream sampled = new ByteArrayOutputStream();
  private InputStream pipe; // null: not opened
  private boolean isSpent;

  /**
   * @param form what is said of it
   */
  public InputFile(Path path, FileForm form) {
    this.path = path;
    this.form = form;
  }

  /** A file of which nothing is said. */
  public static InputFile of(Path path) {
    return new InputFile(path, FileForm.AS_FOUND);
  }

  /** Another file of the same form. */
  public InputFile beside(Path other) {
    return new InputFile(other, form);
  }

  public FileForm form() {
    return form;
  }

  /** Its own name, without folders. */
  public String name() {
    return isStandardInput() ? "stdin" : String.valueOf(path.getFileName());
  }

  /** Whether it gives its bytes once. */
  public boolean isPipe() {
    return isStandardInput() || Files.exists(path) && !Files.isRegularFile(path) && !isFolder();
  }

  /** Whether it is a folder of files, each of which is a row. */
  public boolean isFolder() {
    return !isStandardInput() && Files.isDirectory(path);
  }

  /** A file of the folder that this is, or that this lies in. */
  public InputFile within(String name) {
    return beside(folder().resolve(name));
  }

  /** Whether there is one. */
  public boolean exists() {
    return isStandardInput() || Files.exists(path);
  }

  /** The folder that this is, or that this lies in; of a pipe the one that the process is in. */
  Path folder() {
    if (isFolder()) {
      return path;
    }
    Path folder = isPipe() ? null : path.getParent();
    return folder == null ? Path.of("") : folder;
  }

  private boolean isStandardInput() {
    return path.equals(STANDARD_INPUT);
  }

  /** The first bytes, fewer where there are no more; they are there for whoever reads next. */
  byte[] head(int count) throws IOException {
    if (!opensPipe()) {
      try (InputStream bytes = Files.newInputStream(path)) {
        return bytes.readNBytes(count);
      }
    }
    if (sampled.size() > 0 || isSpent) {
      return Arrays.copyOf(sampled.toByteArray(), Math.min(count, sampled.size()));
    }
    pipe.mark(count);
    byte[] head = pipe.readNBytes(count);
    pipe.reset();
    return head;
  }

  InputStream open() throws IOException {
    if (!opensPipe()) {
      return Files.newInputStream(path);
    }
    if (isSpent) {
      throw new DataFileException(
          this + " is a pipe, and can be read once: write it to a file, and name that");
    }
    isSpent = true;
    return new SequenceInputStream(new ByteArrayInputStream(sampled.toByteArray()), pipe);
  }

  InputStream sample() throws IOException {
    return opensPipe() ? new Sampling(pipe) : Files.newInputStream(path);
  }

  private boolean opensPipe() throws IOException {
    if (Files.isDirectory(path)) {
      throw new DataFileException(this + " is a folder. Name a file in it.");
    }
    if (!isPipe()) {
      return false;
    }
    if (pipe == null) {
      pipe =
          new BufferedInputStream(
              isStandardInput() ? System.in : new FileInputStream(path.toFile()));
    }
    return true;
  }

  /** Keeps what it gives, and leaves the pipe open. */
  private final class Sampling extends FilterInputStream {
    Sampling(InputStream pipe) {
      super(pipe);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = in.read(into, offset, length);
      sampled.write(into, offset, Math.max(0, count));
      return count;
    }

    @Override
    public void close() {
      // what is left is for whoever opens the file
    }
  }

  @Override
  public String toString() {
    return isStandardInput() ? "standard input" : path.toString();
  }
}
