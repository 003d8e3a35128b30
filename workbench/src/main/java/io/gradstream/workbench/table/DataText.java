package io.gradstream.workbench.table;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The text of a data file, UTF-8, plain or gzip. A row longer than {@link #LONGEST_ROW} ends the
 * reading: a quote that is never closed must not draw the rest of the file into memory.
 *
 * @param reader of the text
 * @param row to be told when a row begins
 */
public record DataText(BufferedReader reader, RowLength row) {

  static final int BUFFER = 1 << 16; // characters
  static final int LONGEST_ROW = 1 << 24; // characters

  /**
   * Opens a file.
   *
   * @throws DataFileException when it is a folder
   */
  public static DataText open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new DataFileException(file + " is a folder. Name a file in it.");
    }
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      bytes.mark(2);
      int magic = bytes.read() | bytes.read() << 8;
      bytes.reset();
      InputStream plain = magic == 0x8b1f ? new GZIPInputStream(bytes, BUFFER) : bytes;
      RowLength row = new RowLength(new InputStreamReader(plain, StandardCharsets.UTF_8));
      return new DataText(new BufferedReader(row, BUFFER), row);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /** Whether this is the first character of what has not been read yet. */
  public boolean beginsWith(char first) throws IOException {
    reader.mark(1);
    int read = -1;
    try {
      read = reader.read();
    } catch (IOException e) {
      // comes again, from whoever reads the rows
    }
    reader.reset();
    return read == first;
  }

  /** Counts the characters of a row, by the buffer. */
  public static final class RowLength extends FilterReader {
    private long read;

    RowLength(Reader text) {
      super(text);
    }

    /** A row begins. */
    public void begins() {
      read = 0;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      if (read > LONGEST_ROW) {
        throw new IOException(
            "a row has more than %,d characters; is a quote not closed?".formatted(LONGEST_ROW));
      }
      int count = super.read(buffer, offset, length);
      read += Math.max(0, count);
      return count;
    }
  }
}
