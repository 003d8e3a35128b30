package io.gradstream.serving.report;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Log lines whose cause comes from outside: so many a minute, each a line of bounded length, and no
 * failure's message, which may hold what a caller wrote. Thread safe.
 */
public final class BoundedLog {

  private static final int MOST_A_MINUTE = 20;
  private static final int LONGEST = 1000; // characters
  private static final int FRAMES = 12;
  private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);

  private final Logger log;
  private final LongSupplier clock; // nanoseconds
  private long windowEnd;
  private int said; // in this window
  private long left; // out since the last line

  public BoundedLog(Logger log) {
    this(log, System::nanoTime);
  }

  BoundedLog(Logger log, LongSupplier clock) {
    this.log = log;
    this.clock = clock;
    windowEnd = clock.getAsLong() + WINDOW;
  }

  public void warn(String line) {
    if (mayLog()) {
      log.warn("{}", clean(line) + leftOut());
    }
  }

  /** What went wrong, with the kinds of the failure and its causes, and where. */
  public void warn(String what, Throwable failure) {
    warn(what + ": " + trace(failure));
  }

  /** A fault of ours: what failed, the kinds of the failure and its causes, and where. */
  public void error(String what, Throwable failure) {
    if (mayLog()) {
      log.error("{}", clean(what + ": " + trace(failure)) + leftOut());
    }
  }

  private synchronized boolean mayLog() {
    long now = clock.getAsLong();
    if (now - windowEnd >= 0) {
      windowEnd = now + WINDOW;
      said = 0;
    }
    if (said == MOST_A_MINUTE) {
      left++;
      return false;
    }
    said++;
    return true;
  }

  private synchronized String leftOut() {
    String text = left == 0 ? "" : " (%d lines like it were left out)".formatted(left);
    left = 0;
    return text;
  }

  /** Each kind once, the outermost first, and where the innermost was thrown. */
  static String trace(Throwable failure) {
    StringBuilder text = new StringBuilder(failure.getClass().getName());
    Throwable innermost = failure;
    while (innermost.getCause() != null && innermost.getCause() != innermost) {
      innermost = innermost.getCause();
      text.append(" by ").append(innermost.getClass().getName());
    }
    StackTraceElement[] frames = innermost.getStackTrace();
    for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
      text.append(" at ").append(frames[i]);
    }
    return text.toString();
  }

  /** One line, printable, and not too long. */
  static String clean(String line) {
    String one = line.replaceAll("\\p{Cntrl}|\\p{Cs}|[\\u2028\\u2029]", "?");
    return one.length() <= LONGEST ? one : one.substring(0, LONGEST) + "...";
  }
}
