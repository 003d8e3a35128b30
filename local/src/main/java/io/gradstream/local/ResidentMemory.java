package io.gradstream.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Resident memory of processes, as Linux counts it ({@code VmRSS}); 0 where it does not. */
public final class ResidentMemory {

  private ResidentMemory() {}

  /** Sum over the processes, in megabytes of 2^20 bytes. */
  public static long megabytes(LongStream pids) {
    return pids.map(ResidentMemory::kilobytes).sum() / 1024;
  }

  private static long kilobytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // it has just ended, or this is no Linux
    }
  }
}
