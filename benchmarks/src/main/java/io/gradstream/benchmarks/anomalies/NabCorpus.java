package io.gradstream.benchmarks.anomalies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.workbench.table.DataFileException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * The series of the Numenta Anomaly Benchmark, in the order of their names, as
 * github.com/numenta/NAB has them: {@code data/FOLDER/SERIES.csv} and {@code
 * labels/combined_windows.json}.
 */
record NabCorpus(List<NabSeries> series) {

  private static final String WINDOWS = "labels/combined_windows.json";
  private static final int SECONDS = "2014-04-01 00:00:00".length();

  NabCorpus {
    series = List.copyOf(series);
  }

  /**
   * Reads a folder.
   *
   * @throws DataFileException when something is not there
   */
  static NabCorpus read(Path folder) throws IOException {
    Path windows = there(folder.resolve(WINDOWS));
    Map<String, JsonNode> byName = new TreeMap<>();
    new ObjectMapper()
        .readTree(windows.toFile())
        .properties()
        .forEach(entry -> byName.put(entry.getKey(), entry.getValue()));
    List<NabSeries> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : byName.entrySet()) {
      Path file = there(folder.resolve("data").resolve(entry.getKey()));
      all.add(series(entry.getKey(), Files.readAllLines(file), entry.getValue()));
    }
    return new NabCorpus(all);
  }

  private static Path there(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new DataFileException(
          "%s is not there: name a folder that has data and labels of github.com/numenta/NAB."
              .formatted(file));
    }
    return file;
  }

  private static NabSeries series(String name, List<String> lines, JsonNode windows) {
    List<String> times = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      times.add(seconds(cells[0]));
      values.add(cells[1]);
    }
    List<NabSeries.Window> found = new ArrayList<>();
    for (JsonNode window : windows) {
      int first = times.indexOf(seconds(window.get(0).asText()));
      int last = times.indexOf(seconds(window.get(1).asText()));
      if (first < 0 || last < first) {
        throw new DataFileException("%s has no rows of the window %s".formatted(name, window));
      }
      found.add(new NabSeries.Window(first, last));
    }
    return new NabSeries(name, times, values, found);
  }

  private static String seconds(String time) {
    return time.substring(0, Math.min(SECONDS, time.length()));
  }

  /** All rows, one series after another, behind its name: as a data file of a learner. */
  void write(Path file) throws IOException {
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
      out.write("series,time,value\n");
      for (NabSeries of : series) {
        for (int row = 0; row < of.rows(); row++) {
          out.write(of.name() + ',' + of.times().get(row) + ',' + of.values().get(row) + '\n');
        }
      }
    }
  }

  int rows() {
    return series.stream().mapToInt(NabSeries::rows).sum();
  }

  int windows() {
    return series.stream().mapToInt(of -> of.windows().size()).sum();
  }
}
