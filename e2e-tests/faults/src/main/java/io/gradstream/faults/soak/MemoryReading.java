package io.gradstream.faults.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Resident memory of one process as Linux counts it, in kilobytes.
 *
 * @param resident all of it ({@code VmRSS})
 * @param files of this, pages of mapped files: jars, libraries, a broker's indexes ({@code
 *     RssFile})
 */
record MemoryReading(long resident, long files) {

  /**
   * @throws IllegalStateException where there is no such process, or no Linux
   */
  static MemoryReading of(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try {
      List<String> lines = Files.readAllLines(status);
      return new MemoryReading(kilobytes(lines, "VmRSS:"), kilobytes(lines, "RssFile:"));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + status + "; a soak needs Linux", e);
    }
  }

  private static long kilobytes(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
