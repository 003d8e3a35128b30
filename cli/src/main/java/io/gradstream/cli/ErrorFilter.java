package io.gradstream.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The launcher's filter of standard error, a process of its own that passes on what this one says
 * but for a warning of the JDK. It is a child of this process, and may be behind when this one has
 * said its last: who waits for this process alone, as Java's own {@link Process} does, then never
 * reads why a command has failed.
 */
final class ErrorFilter {

  /** The system property by which the launcher names the filter's process. */
  static final String PROCESS = "gradstream.errorFilter";

  private static final int LONGEST_SECONDS = 5; // for somebody who does not read what we say

  private ErrorFilter() {}

  /**
   * Closes standard error and waits until all that was said there is passed on, where there is a
   * filter; else does nothing. What is said later goes nowhere.
   */
  static void drain() {
    Long process = Long.getLong(PROCESS);
    if (process != null) {
      ProcessHandle.of(process).filter(ErrorFilter::isChild).ifPresent(ErrorFilter::drain);
    }
  }

  /** The number may be another process's by now. */
  private static boolean isChild(ProcessHandle process) {
    return process.parent().equals(Optional.of(ProcessHandle.current()));
  }

  private static void drain(ProcessHandle filter) {
    try {
      new FileOutputStream(FileDescriptor.err).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    filter.onExit().completeOnTimeout(filter, LONGEST_SECONDS, TimeUnit.SECONDS).join();
  }
}
