package io.gradstream.workbench.table;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The lines of a data file, plain or gzip. They end as on any system. One that is longer than
 * {@link #LONGEST_LINE} is passed over, so that it is not drawn into memory. Not thread safe.
 */
public final class DataText implements Closeable {

  static final int BUFFER = 1 << 16;
  static final int HEAD = 1 << 15; // characters
  private static final String TORN =
      "it is torn or damaged. Fetch it again, or unpack what there is (zcat FILE > part). ";
  static final int LONGEST_LINE = 1 << 24; // characters

  /**
   * A line.
   *
   * @param number from 1
   * @param problem why there is nothing to be read in it
   */
  public record Line(long number, String text, Optional<String> problem) {}

  private final InputFile file;
  private final Reader reader;
  private final Deque<Line> back = new ArrayDeque<>();
  private final StringBuilder line = new StringBuilder();
  private char[] buffer = new char[BUFFER];
  private int at;
  private int end;
  private long number;
  private boolean isTooLong;
  private boolean isBehindHead;
  private boolean afterReturn; // the line before ended with \r: a \n is its second half
  private IOException broken; // told to whoever comes to it

  private DataText(InputFile file, Reader reader) {
    this.file = file;
    this.reader = reader;
    fillHead();
  }

  /**
   * Opens a file.
   *
   * @throws DataFileException when it is a folder, or no text at all
   */
  public static DataText open(InputFile file) throws IOException {
    return of(file, file.open());
  }

  /** The same for a look at the first rows: a pipe gives them again to whoever opens it next. */
  public static DataText sample(InputFile file) throws IOException {
    return of(file, file.sample());
  }

  private static DataText of(InputFile file, InputStream opened) throws IOException {
    InputStream bytes = new BufferedInputStream(opened, BUFFER);
    try {
      FileKind kind = FileKind.of(bytes);
      kind.requireText(file);
      InputStream plain =
          kind == FileKind.GZIP
              ? new BufferedInputStream(new GZIPInputStream(new Awaited(bytes), BUFFER), BUFFER)
              : bytes;
      if (kind == FileKind.GZIP) {
        FileKind.of(plain).requireText(file);
      }
      Charset charset = file.form().encoding().orElse(StandardCharsets.UTF_8);
      return new DataText(file, new StrictReader(plain, charset));
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /** Says of bytes that are still to come that they are there: a pipe may have none as yet. */
  private static final class Awaited extends FilterInputStream {
    Awaited(InputStream bytes) {
      super(bytes);
    }

    @Override
    public int available() throws IOException {
      in.mark(1);
      boolean more = in.read() >= 0;
      in.reset();
      return more ? 1 : 0;
    }
  }

  private void fillHead() {
    while (end < HEAD && broken == null && fill(end)) {
      // goes on
    }
    if (end > 0 && buffer[0] == '\uFEFF') {
      at = 1;
    }
  }

  private boolean fill(int from) {
    try {
      int count = reader.read(buffer, from, buffer.length - from);
      end = from + Math.max(0, count);
      return count > 0;
    } catch (IOException e) {
      broken = e;
      return false;
    }
  }

  /** The first characters of what has not been read yet, before any line was. */
  String head() {
    return new String(buffer, at, Math.min(end, HEAD) - at);
  }

  /** The first character that is no blank, 0 where there is none; before any line was read. */
  public char first() {
    String stripped = Blanks.strip(head());
    return stripped.isEmpty() ? 0 : stripped.charAt(0);
  }

  /** Whether the next line begins in the first characters, which are read in any case. */
  boolean isWithinHead() {
    return !back.isEmpty() || !isBehindHead && at < Math.min(end, HEAD);
  }

  /** Lines to be read again, in their order. */
  void putBack(List<Line> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      back.addFirst(lines.get(i));
    }
  }

  /**
   * The next line, or null after the last.
   *
   * @throws DataFileException when the file is torn, or is no text of its encoding
   */
  public Line next() {
    if (!back.isEmpty()) {
      return back.removeFirst();
    }
    number++;
    line.setLength(0);
    isTooLong = false;
    boolean any = false;
    while (at < end || refill()) {
      int stop = endOfLine();
      any |= stop > at || stop < end;
      append(at, stop);
      at = stop;
      if (stop < end) {
        afterReturn = buffer[at++] == '\r';
        return taken();
      }
    }
    if (broken != null) {
      throw new DataFileException(
          "%s cannot be read from line %d on: %s"
              .formatted(
                  file, number, isTorn() ? TORN + broken.getMessage() : broken.getMessage()));
    }
    return any ? taken() : null;
  }

  private boolean isTorn() {
    return broken instanceof EOFException || broken instanceof ZipException;
  }

  private boolean refill() {
    at = 0;
    end = 0;
    isBehindHead = true;
    return broken == null && fill(0);
  }

  private int endOfLine() {
    if (afterReturn && buffer[at] == '\n') {
      at++;
    }
    afterReturn = false;
    int stop = at;
    while (stop < end && buffer[stop] != '\n' && buffer[stop] != '\r') {
      stop++;
    }
    return stop;
  }

  private void append(int from, int to) {
    if (line.length() + to - from > LONGEST_LINE) {
      isTooLong = true;
      line.setLength(0);
    } else if (!isTooLong) {
      line.append(buffer, from, to - from);
    }
  }

  private Line taken() {
    if (isTooLong) {
      return bad("the line has more than %,d characters".formatted(LONGEST_LINE));
    }
    String text = line.toString();
    return text.indexOf('\0') < 0
        ? new Line(number, text, Optional.empty())
        : bad("the line holds NUL bytes, which no text has: is the file damaged?");
  }

  private Line bad(String problem) {
    return new Line(number, "", Optional.of(problem));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
