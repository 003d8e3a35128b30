package io.gradstream.cli;

import io.gradstream.learning.change.IncompatibleStateException;
import io.gradstream.local.LocalProcessException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a job said when it refused its checkpoint, among all else that its process wrote. */
final class RefusedState {

  private static final Pattern SAID =
      Pattern.compile(Pattern.quote(IncompatibleStateException.class.getName()) + ": (.+)");

  private static final Pattern READING =
      Pattern.compile(
          "(?m)^Caused by: (.+)\\n(?:\\tat .+\\n)*?"
              + "\\tat org\\.apache\\.flink\\.runtime\\.checkpoint\\.CheckpointCoordinator"
              + "\\.restoreSavepoint\\(");

  private RefusedState() {}

  /**
   * @param log of the JobManager
   */
  static Optional<LocalProcessException> in(Path log) throws IOException {
    Matcher said = SAID.matcher(Files.readString(log, StandardCharsets.UTF_8));
    return said.results()
        .map((MatchResult found) -> found.group(1))
        .findFirst()
        .map(LocalProcessException::new);
  }

  /**
   * Why Flink could not read the checkpoint's list of files.
   *
   * @param log of the JobManager
   */
  static Optional<String> unreadable(Path log) throws IOException {
    Matcher reading = READING.matcher(Files.readString(log, StandardCharsets.UTF_8));
    return reading.results().map((MatchResult found) -> found.group(1)).findFirst();
  }
}
