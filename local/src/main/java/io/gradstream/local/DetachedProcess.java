package io.gradstream.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A process that goes on when the one that started it has ended, and its terminal too. */
public final class DetachedProcess {

  private DetachedProcess() {}

  /**
   * Starts one.
   *
   * @param command its program and arguments
   * @param output what it says goes to the end of this file
   */
  public static Process start(List<String> command, Path output) throws IOException {
    return builder(command, output).start();
  }

  static ProcessBuilder builder(List<String> command, Path output) {
    List<String> line = new ArrayList<>();
    Stream.of("/usr/bin/setsid", "/bin/setsid")
        .filter(program -> Files.isExecutable(Path.of(program)))
        .findFirst()
        .ifPresent(line::add); // out of reach of the terminal's signals
    line.addAll(command);
    return new ProcessBuilder(line)
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
  }
}
