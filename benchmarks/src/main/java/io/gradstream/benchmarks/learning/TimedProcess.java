package io.gradstream.benchmarks.learning;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that has ended, and the processor time it took: that of all its threads, user and
 * system, from its start to its end, as the operating system counts it. A shell starts it and asks
 * with {@code times}, which POSIX has, when it has ended: a process cannot be asked then.
 *
 * @param output what it wrote to standard output
 */
record TimedProcess(String output, double cpuSeconds) {

  private static final String SCRIPT = "\"$@\"; status=$?; times > \"$0\"; exit $status";
  private static final Pattern MINUTES_AND_SECONDS = Pattern.compile("(\\d+)m(\\d+)[.,](\\d+)s");
  private static final int TAIL = 25; // lines

  /**
   * Runs a command to its end.
   *
   * @param folder for its times and what it says on standard error
   * @throws IllegalStateException with its last words, when it fails
   */
  static TimedProcess run(List<String> command, Path folder) throws IOException {
    Path times = folder.resolve("times");
    Path log = folder.resolve("process.log");
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, times.toString()));
    words.addAll(command);
    Process process = new ProcessBuilder(words).redirectError(log.toFile()).start();
    Thread end = new Thread(() -> end(process), "end-of-process");
    Runtime.getRuntime().addShutdownHook(end);
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = status(process);
    Runtime.getRuntime().removeShutdownHook(end);
    if (status != 0) {
      throw new IllegalStateException(
          "this failed: %s%nIts last lines:%n%s"
              .formatted(String.join(" ", command), lastLines(output, log)));
    }
    return new TimedProcess(output, cpuSeconds(Files.readString(times)));
  }

  /** The shell, and what it runs. */
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  private static int status(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      end(process);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * @param times user and system time, of the shell in the first line and of what it ran in the
   *     second
   */
  static double cpuSeconds(String times) {
    Matcher time =
        MINUTES_AND_SECONDS.matcher(times.strip().lines().skip(1).findFirst().orElse(""));
    double seconds = 0;
    while (time.find()) {
      seconds += 60 * Long.parseLong(time.group(1));
      seconds += Double.parseDouble(time.group(2) + "." + time.group(3));
    }
    return seconds;
  }

  private static String lastLines(String output, Path log) throws IOException {
    List<String> lines = new ArrayList<>(output.lines().toList());
    lines.addAll(Files.readAllLines(log));
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
  }
}
