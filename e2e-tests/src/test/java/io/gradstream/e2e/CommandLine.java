package io.gradstream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.local.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code gradstream} commands as processes, the way the script does. */
final class CommandLine {

  private CommandLine() {}

  /** Starts a command with its temporary files in the folder; standard error joins the output. */
  static Process start(Path temporary, String... arguments) throws IOException {
    return builder(temporary, arguments).start();
  }

  /** The same, with processes that are as fast at learning as a user's. */
  static Process startFast(Path temporary, String... arguments) throws IOException {
    ProcessBuilder builder = builder(temporary, arguments);
    builder.environment().remove("GRADSTREAM_JAVA_OPTS");
    return builder.start();
  }

  /** Whatever it prints until it ends, but that it waited for a machine with much to do. */
  static List<String> lines(Process command) throws IOException {
    try (BufferedReader output = command.inputReader(UTF_8)) {
      return output.lines().filter(CommandLine::isOfItself).toList();
    }
  }

  /** The first of these lines of a command that goes on. */
  static String firstLine(Process command) {
    return command.inputReader(UTF_8).lines().filter(CommandLine::isOfItself).findFirst().get();
  }

  private static boolean isOfItself(String line) {
    return !line.startsWith("waiting for Kafka: ");
  }

  private static ProcessBuilder builder(Path temporary, String... arguments) {
    Home home = Home.ofThisProcess();
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-XX:TieredStopAtLevel=1"); // it ends soon
    words.add("-XX:+UseSerialGC");
    words.addAll(classData(home));
    words.add("-Djava.io.tmpdir=" + temporary);
    words.add("-D" + Home.PROPERTY + "=" + home.folder());
    words.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    words.add("-Dorg.slf4j.simpleLogger.log.io.gradstream=error");
    words.addAll(List.of("-cp", home.classPath(Home.ClassPath.COMMAND_LINE)));
    words.add("io.gradstream.cli.Gradstream");
    words.addAll(List.of(arguments));
    return new ProcessBuilder(words).redirectErrorStream(true);
  }

  /** The archive that the script makes of the classes of commands, once it has made it. */
  private static List<String> classData(Home home) {
    Path folder = home.folder().resolve("cli/class-paths/command-line/target");
    Path archive = folder.resolve("commands-%s.jsa".formatted(System.getProperty("java.version")));
    return archive.toFile().length() > 0 // an empty one: there is none for this JDK
        ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off")
        : List.of();
  }
}
