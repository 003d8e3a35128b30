package io.gradstream.cli;

import io.gradstream.cli.running.StateFolder;
import io.gradstream.local.DetachedProcess;
import io.gradstream.schemas.IoFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A deploy that goes on when its command has ended: the same command as a process of its own, which
 * no terminal ends. What it says goes to a file of the state folder.
 */
final class Detached {

  private static final String FLAG = "--detach";
  private static final String[] AND_SAYS_LITTLE = {"--tell-every", "10m"};
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final String learner;
  private final Path log;
  private final PrintWriter out;

  Detached(String learner, StateFolder state, PrintWriter out) {
    this.learner = learner;
    this.log = state.log(learner);
    this.out = out;
  }

  /**
   * Starts it, says what it says, and returns when the learner runs or cannot.
   *
   * @param words of this command
   * @return exit code
   */
  int start(List<String> words) throws IOException {
    Process deploy = launch(words);
    out.printf("learner %s: process %d, its output goes to %s%n", learner, deploy.pid(), log);
    try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.UTF_8)) {
      boolean runs = false;
      while (!runs && deploy.isAlive()) {
        runs = tell(lines);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      if (!runs && !tell(lines)) {
        return deploy.exitValue();
      }
    }
    out.printf("It goes on by itself: gradstream status %1$s, gradstream stop %1$s%n", learner);
    out.flush();
    return 0;
  }

  /** Says what has come, and whether the learner runs by that. */
  private boolean tell(BufferedReader lines) throws IOException {
    boolean runs = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      out.println(line);
      runs |= line.equals("learner " + learner + " runs");
    }
    out.flush();
    return runs;
  }

  private Process launch(List<String> words) throws IOException {
    makeLog();
    List<String> line = thisJava();
    line.addAll(withoutFlag(words));
    return DetachedProcess.start(line, log);
  }

  /** The output of the deploy before stays beside it. */
  private void makeLog() {
    try {
      Files.createDirectories(log.getParent());
      if (Files.exists(log)) {
        Path before = log.resolveSibling(log.getFileName() + ".before");
        Files.move(log, before, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.createFile(log);
    } catch (IOException e) {
      throw new IllegalStateException("cannot write %s: %s".formatted(log, IoFailure.reason(e)), e);
    }
  }

  private static List<String> thisJava() {
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    java.addAll(List.of("-cp", System.getProperty("java.class.path")));
    java.add(Gradstream.class.getName());
    return java;
  }

  static List<String> withoutFlag(List<String> words) {
    List<String> same = new ArrayList<>(words);
    same.removeIf(word -> word.equals(FLAG) || word.startsWith(FLAG + "="));
    Optional<String> given =
        words.stream().filter(word -> word.startsWith(AND_SAYS_LITTLE[0])).findFirst();
    if (given.isEmpty()) {
      same.addAll(List.of(AND_SAYS_LITTLE));
    }
    return same;
  }
}
