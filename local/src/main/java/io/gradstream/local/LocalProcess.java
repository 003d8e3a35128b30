package io.gradstream.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A JVM of this machine, ended by its pid and by nothing broader. Its output goes to a file. */
public final class LocalProcess implements AutoCloseable {

  private static final Duration ORDERLY_END = Duration.ofSeconds(5);
  private static final Set<Integer> TOLD_TO_END = Set.of(0, 128 + 2, 128 + 15); // SIGINT, SIGTERM

  private final String name;
  private final Process process;
  private final ProcessLog written;
  private volatile boolean endedByUs;

  private LocalProcess(String name, Process process, ProcessLog written) {
    this.name = name;
    this.process = process;
    this.written = written;
  }

  /** Starts one that ends with this process. */
  static LocalProcess start(String name, JavaCommand command, Path log) {
    return start(
        name,
        command,
        log,
        new ProcessBuilder(command.words())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
  }

  /** Starts one that goes on, in the folder of its log. */
  static LocalProcess startLasting(String name, JavaCommand command, Path log) {
    return start(
        name,
        command,
        log,
        DetachedProcess.builder(command.lastingWords(), log)
            .directory(log.toAbsolutePath().getParent().toFile()));
  }

  private static LocalProcess start(
      String name, JavaCommand command, Path log, ProcessBuilder builder) {
    builder.environment().put("MALLOC_ARENA_MAX", "2"); // resident memory
    builder.environment().putAll(command.environment());
    ProcessLog written = new ProcessLog(log, log.toFile().length());
    try {
      return new LocalProcess(name, builder.start(), written);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public Path log() {
    return written.file();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completes when it has ended. */
  CompletableFuture<Process> onEnd() {
    return process.onExit();
  }

  /** Whether it has ended for a reason of its own. */
  boolean hasFailed() {
    return !endedByUs && !process.isAlive() && !TOLD_TO_END.contains(process.exitValue());
  }

  /** Whether it has ended as one that has nothing left to do. */
  public boolean isDone() {
    return !process.isAlive() && process.exitValue() == 0;
  }

  /**
   * @throws LocalProcessException with the first cause that it wrote, when it has ended
   */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new LocalProcessException(
          "%s ended with status %d%s"
              .formatted(name, process.exitValue(), killed(process.exitValue()) + told()));
    }
  }

  private static String killed(int status) {
    return status == 128 + 9 ? " (killed by SIGKILL: the machine may be short of memory)" : "";
  }

  /** Why it ended, as far as it said so, and where all of it stands. */
  private String told() {
    return written
            .firstCause()
            .map(cause -> ": " + cause)
            .orElseGet(() -> ". Its last lines:%n%s".formatted(written.lastLines()))
        + "%nIts log: %s".formatted(log());
  }

  /** Whether it has written a line that begins so. */
  boolean hasWritten(String beginning) {
    return written.has(beginning);
  }

  /**
   * Waits until it has done what it was started for.
   *
   * @throws LocalProcessException with the first cause that it wrote, when it failed
   */
  public void awaitDone() {
    await();
    if (process.exitValue() != 0) {
      requireAlive();
    }
  }

  /** The last lines of its output. */
  public String lastLines() {
    return written.lastLines();
  }

  /** Ends it at once, as a crash would. */
  public void kill() {
    endedByUs |= process.isAlive();
    process.destroyForcibly();
    await();
  }

  /** Makes it stand still until it is thawed (SIGSTOP). */
  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot send SIG" + name + " to " + this.name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks it to end; killed when it does not. */
  @Override
  public void close() {
    endedByUs |= process.isAlive();
    process.destroy();
    try {
      if (!process.waitFor(ORDERLY_END.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void await() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
