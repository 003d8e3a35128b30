package io.gradstream.local;

import io.gradstream.schemas.IoFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A folder and the processes that live in it. Closing ends the processes, then removes the folder,
 * but for the logs where one of the processes has failed; so does the end of this JVM by Ctrl-C or
 * SIGTERM. When this JVM is killed outright, the processes end by themselves ({@link Child}) and
 * the folder stays. May be shared between threads.
 *
 * <p>A lasting run is another thing: its processes and its folder outlive this JVM.
 */
public final class LocalRun implements AutoCloseable {

  private final Path folder;
  private final boolean fixedHeaps;
  private final boolean isLasting;
  private final List<LocalProcess> processes = new CopyOnWriteArrayList<>();
  private final Thread hook = new Thread(this::end, "end-of-run");
  private boolean ended;
  private boolean keepsLogs;

  private LocalRun(Path folder, boolean fixedHeaps, boolean isLasting) {
    this.folder = folder;
    this.fixedHeaps = fixedHeaps;
    this.isLasting = isLasting;
    if (!isLasting) {
      Runtime.getRuntime().addShutdownHook(hook);
    }
  }

  /**
   * A run whose processes go on when this JVM has ended, in a folder that is there and stays.
   * Whoever wants them ended does that by their numbers.
   */
  public static LocalRun lasting(Path folder) {
    return new LocalRun(folder, false, true);
  }

  /** A run in a new folder under {@code java.io.tmpdir}. */
  public static LocalRun start() {
    return start(false);
  }

  /**
   * A run whose processes take their whole Java heap at their start, so that what grows later is
   * memory outside of it.
   */
  public static LocalRun startWithFixedHeaps() {
    return start(true);
  }

  private static LocalRun start(boolean fixedHeaps) {
    try {
      return new LocalRun(Files.createTempDirectory(KeptLogs.PREFIX), fixedHeaps, false);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make a folder in %s for logs and temporary files: %s; JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER names another"
              .formatted(System.getProperty("java.io.tmpdir"), IoFailure.reason(e)),
          e);
    }
  }

  boolean isLasting() {
    return isLasting;
  }

  /** Where the processes keep their data and logs. */
  public Path folder() {
    return folder;
  }

  /** Starts a process; its output goes to {@code NAME.log} in the folder. */
  public LocalProcess start(String name, JavaCommand command) {
    synchronized (this) {
      if (ended) {
        throw new IllegalStateException("the run has ended");
      }
      JavaCommand sized = fixedHeaps ? command.withFixedHeap() : command;
      Path log = folder.resolve(name + ".log");
      LocalProcess process =
          isLasting
              ? LocalProcess.startLasting(name, sized, log)
              : LocalProcess.start(name, sized, log);
      processes.add(process);
      return process;
    }
  }

  /** Leaves the logs behind, whoever has failed. */
  public synchronized void keepLogs() {
    keepsLogs = true;
  }

  /** The processes started so far, the ended ones included. */
  public List<LocalProcess> processes() {
    return List.copyOf(processes);
  }

  /** The last lines of each process, the ended ones' included. */
  public String lastLines() {
    return processes.stream()
        .map(process -> "--- " + process.name() + "\n" + process.lastLines())
        .collect(Collectors.joining("\n"));
  }

  /** Resident megabytes of all the processes and of this one. */
  public long residentMegabytes() {
    LongStream children =
        processes.stream().filter(LocalProcess::isAlive).mapToLong(LocalProcess::pid);
    return ResidentMemory.megabytes(
        LongStream.concat(children, LongStream.of(ProcessHandle.current().pid())));
  }

  @Override
  public void close() {
    if (isLasting) {
      return;
    }
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is ending: the hook runs and finds nothing left to do
    }
  }

  private synchronized void end() {
    if (!ended) {
      ended = true;
      boolean failed = keepsLogs || processes.stream().anyMatch(LocalProcess::hasFailed);
      processes.parallelStream().forEach(LocalProcess::close);
      if (failed) {
        KeptLogs.keep(folder);
      } else {
        Folders.remove(folder);
      }
    }
  }
}
