package io.gradstream.benchmarks.moa;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Stands in for MOA's process: reads and writes what it does, and always says the first class. */
final class MoaMain {

  private MoaMain() {}

  public static void main(String[] arguments) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(arguments[2]));
    List<String> rows = lines.subList(lines.indexOf("@data") + 1, lines.size());
    Files.write(
        Path.of(arguments[4]),
        rows.stream()
            .limit(Long.parseLong(arguments[3]))
            .map(row -> row.substring(row.lastIndexOf(',') + 1) + " 1.0 0.0")
            .toList());
  }
}
