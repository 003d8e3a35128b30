package io.gradstream.local;

import io.gradstream.schemas.BoundedLog;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Why a job failed once.
 *
 * @param time epoch milliseconds
 * @param task whose it was, in Flink's words; empty when it was no task's
 * @param trace the stack trace with all causes
 */
record JobFailure(long time, String task, String trace) {

  private static final int LONGEST = 1000; // characters
  private static final Pattern EXCEPTION =
      Pattern.compile("(?m)^(?:Caused by: )?([\\w.$]+: .*|[\\w.$]+)$");
  private static final Pattern CHAIN = Pattern.compile("( ->.*)?( \\(\\d+/\\d+\\)).*$");

  /** Our own failures say all in their words. */
  private static final Pattern OUR_CLASS = Pattern.compile("^io\\.gradstream\\.[\\w.$]+: ");

  /** What a task does before it runs: reads its state, opens its operators. */
  private static final String RESTORING = ".StreamTask.restoreInternal(";

  /** Of these, no checkpoint is to blame. */
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "org\\.apache\\.kafka\\..*|java\\.net\\..*|java\\.nio\\.channels\\..*"
              + "|java\\.lang\\.OutOfMemoryError.*|java\\.lang\\.InterruptedException.*");

  /** The innermost cause and whose it was, in one line. */
  String cause() {
    String whose = CHAIN.matcher(task).replaceFirst("$2");
    String why = OUR_CLASS.matcher(innermost()).replaceFirst("");
    return BoundedLog.plain(whose.isEmpty() ? why : whose + ": " + why, LONGEST);
  }

  /** Whether it arose while a task read its state, and is not of another system. */
  boolean isOfState() {
    return trace.contains(RESTORING) && !ELSEWHERE.matcher(innermost()).matches();
  }

  private String innermost() {
    Matcher exceptions = EXCEPTION.matcher(trace);
    return Stream.concat(
            Stream.of(trace), exceptions.results().map((MatchResult found) -> found.group(1)))
        .reduce((outer, inner) -> inner)
        .orElseThrow();
  }
}
