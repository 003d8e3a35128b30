package io.gradstream.schemas;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Warnings about what others bring: records that anyone may have written, and failures that repeat
 * with each of them. At most {@link #AT_ONCE} lines, then one each {@link #SECONDS_A_LINE} seconds,
 * which says how many were left out before it. Of every value so many characters, and none that
 * ends a line or turns its direction: a record never writes a line of the log. Thread safe.
 */
public final class BoundedLog {

  /** Lines before the rate holds, and again after as long a silence as it takes to earn them. */
  static final int AT_ONCE = 10;

  static final int SECONDS_A_LINE = 10;

  /** Characters shown of one value. */
  static final int LONGEST_VALUE = 300;

  /** Of a stack trace. */
  private static final int FRAMES = 12;

  private static final double NANOS_A_LINE = SECONDS_A_LINE * 1e9;

  private final Logger log;
  private final LongSupplier nanos;
  private double allowance = AT_ONCE;
  private long allowedAt;
  private long leftOut;

  public BoundedLog(Logger log) {
    this(log, System::nanoTime);
  }

  /**
   * @param nanos a clock that never goes back
   */
  BoundedLog(Logger log, LongSupplier nanos) {
    this.log = log;
    this.nanos = nanos;
    allowedAt = nanos.getAsLong();
  }

  /**
   * Logs a line, or counts it as left out.
   *
   * @param format with a {@code {}} for each value, as the logger's
   */
  public void warn(String format, Object... values) {
    long others = admit();
    if (others >= 0) {
      Object[] shown = Arrays.stream(values).map(BoundedLog::plain).toArray();
      log.warn(format + rest(others), shown);
    }
  }

  /**
   * Logs what failed, with the kinds of the failure and its causes, and where: not what they say,
   * which may be a record's or a caller's words.
   */
  public void warn(String what, Throwable failure) {
    long others = admit();
    if (others >= 0) {
      log.warn("{}: {}{}", what, trace(failure), rest(others));
    }
  }

  /** The same of a fault of ours. */
  public void error(String what, Throwable failure) {
    long others = admit();
    if (others >= 0) {
      log.error("{}: {}{}", what, trace(failure), rest(others));
    }
  }

  private static String rest(long others) {
    return others == 0 ? "" : " (and " + others + " such lines left out before)";
  }

  /** Each kind once, the outermost first, and where the innermost was thrown. */
  private static String trace(Throwable failure) {
    StringBuilder text = new StringBuilder(failure.getClass().getName());
    Throwable innermost = failure;
    while (innermost.getCause() != null && innermost.getCause() != innermost) {
      innermost = innermost.getCause();
      text.append(" by ").append(innermost.getClass().getName());
    }
    Arrays.stream(innermost.getStackTrace())
        .limit(FRAMES)
        .forEach(frame -> text.append(" at ").append(frame));
    return text.toString();
  }

  /** How many lines were left out since the last one; -1 when this one is left out too. */
  private synchronized long admit() {
    long now = nanos.getAsLong();
    allowance = Math.min(AT_ONCE, allowance + (now - allowedAt) / NANOS_A_LINE);
    allowedAt = now;
    if (allowance < 1) {
      leftOut++;
      return -1;
    }
    allowance--;
    long others = leftOut;
    leftOut = 0;
    return others;
  }

  /** A value's text as one short line, whoever wrote it. */
  public static String plain(Object value) {
    return plain(String.valueOf(value), LONGEST_VALUE);
  }

  /** A text as one line of at most so many characters, whoever wrote it. */
  public static String plain(String text, int longest) {
    StringBuilder line = new StringBuilder();
    text.codePoints().limit(longest).forEach(point -> append(point, line));
    int left = text.codePointCount(0, text.length()) - longest;
    return left > 0 ? line + "... (" + left + " more characters)" : line.toString();
  }

  private static void append(int point, StringBuilder line) {
    switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          line.append("\\u%04x".formatted(point));
      default -> line.appendCodePoint(point);
    }
  }
}
