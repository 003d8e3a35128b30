package io.gradstream.cli;

import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.learning.evaluate.DataFileException;
import io.gradstream.learning.spec.InvalidSpecException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;

/** Turns what a command threw into a message and an exit code. */
final class Failures {

  private Failures() {}

  static int report(Exception error, CommandLine command, boolean verbose) {
    Throwable cause = withoutWrapping(error);
    PrintWriter err = command.getErr();
    if (isEndOfProcess()) {
      return CommandLine.ExitCode.SOFTWARE; // Ctrl-C: what broke on the way out is no news
    }
    err.println(message(cause));
    if (verbose) {
      cause.printStackTrace(err);
    }
    return isUsersMistake(cause) ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
  }

  private static boolean isUsersMistake(Throwable cause) {
    return cause instanceof InvalidSpecException
        || cause instanceof InvalidDataException
        || cause instanceof DataFileException
        || cause instanceof NoSuchFileException;
  }

  private static String message(Throwable cause) {
    if (cause instanceof NoSuchFileException missing) {
      return "gradstream: there is no file " + missing.getFile();
    }
    if (cause instanceof InvalidSpecException) {
      return cause.getMessage();
    }
    String message = cause.getMessage();
    return "gradstream: " + (message == null ? cause.toString() : message);
  }

  private static Throwable withoutWrapping(Throwable error) {
    boolean wraps = error instanceof ExecutionException || error instanceof CompletionException;
    return wraps && error.getCause() != null ? withoutWrapping(error.getCause()) : error;
  }

  private static boolean isEndOfProcess() {
    Thread probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }
}
