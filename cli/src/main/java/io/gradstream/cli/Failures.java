package io.gradstream.cli;

import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.nd4j.graph.GraphException;
import io.gradstream.schemas.IoFailure;
import io.gradstream.workbench.table.DataFileException;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;

/** Turns what a command threw into a message and an exit code. */
final class Failures {

  private static final String SILENCE =
      "Is the broker there, and its address right? To a client that does not speak its protocol it"
          + " keeps silent: where it wants TLS or a login, give --kafka-file.";

  private static final String IS_A_FOLDER = "Is a directory"; // as the system says it

  private Failures() {}

  static int report(Exception error, CommandLine command, boolean verbose) {
    Throwable cause = withoutWrapping(error);
    PrintWriter err = command.getErr();
    if (isEndOfProcess()) {
      return CommandLine.ExitCode.SOFTWARE; // Ctrl-C: what broke on the way out is no news
    }
    err.println(printable(message(cause, command)));
    if (isSilence(cause)) {
      err.println(SILENCE);
    }
    if (verbose) {
      cause.printStackTrace(err);
    }
    return isUsersMistake(cause) ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
  }

  /** What is wrong with a command line, and where to read of it: not all that there is to read. */
  static int reportUsage(CommandLine.ParameterException error, String[] words) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("gradstream: " + printable(error.getMessage()));
    CommandLine.UnmatchedArgumentException.printSuggestions(error, err);
    err.println(
        "'%s --help' tells what there is".formatted(command.getCommandSpec().qualifiedName()));
    return CommandLine.ExitCode.USAGE;
  }

  /** What is quoted of a file may be anything; a terminal obeys some of it. */
  static String printable(String message) {
    return message == null ? "" : message.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "\uFFFD");
  }

  private static boolean isUsersMistake(Throwable cause) {
    return cause instanceof InvalidSpecException
        || cause instanceof InvalidDataException
        || cause instanceof DataFileException
        || cause instanceof GraphException
        || cause instanceof NoSuchFileException;
  }

  private static String message(Throwable cause, CommandLine command) {
    if (cause instanceof NoSuchFileException missing) {
      return "gradstream: there is no file " + missing.getFile();
    }
    if (cause instanceof InvalidSpecException) {
      return cause.getMessage();
    }
    if (cause instanceof IOException) {
      return "gradstream: " + folder(cause, command).orElseGet(() -> IoFailure.reason(cause));
    }
    String message = cause.getMessage();
    return "gradstream: " + (message == null ? cause.toString() : message);
  }

  /** The folder that stands in the command line where a file does; the system does not name it. */
  private static Optional<String> folder(Throwable cause, CommandLine command) {
    if (!IS_A_FOLDER.equals(cause.getMessage()) || command.getParseResult() == null) {
      return Optional.empty();
    }
    return command.getParseResult().originalArgs().stream()
        .filter(word -> new File(word).isDirectory())
        .findFirst()
        .map(word -> word + " is a folder, and a file is wanted");
  }

  private static Throwable withoutWrapping(Throwable error) {
    boolean wraps = error instanceof ExecutionException || error instanceof CompletionException;
    return wraps && error.getCause() != null ? withoutWrapping(error.getCause()) : error;
  }

  /** Whether Kafka did not answer. */
  private static boolean isSilence(Throwable cause) {
    return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
        .anyMatch(TimeoutException.class::isInstance);
  }

  /** Whether the JVM is about to end, by a signal for instance. */
  static boolean isEndOfProcess() {
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
