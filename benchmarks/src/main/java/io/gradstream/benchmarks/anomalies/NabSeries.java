package io.gradstream.benchmarks.anomalies;

import java.util.List;

/**
 * A series of the benchmark.
 *
 * @param name its file's, below {@code data}
 * @param times as they are written, to the second
 * @param values as they are written
 * @param windows of anomalies, in the order of time
 */
record NabSeries(String name, List<String> times, List<String> values, List<Window> windows) {

  /** From the first row of it to the last. */
  record Window(int first, int last) {

    int width() {
      return last - first + 1;
    }
  }

  NabSeries {
    times = List.copyOf(times);
    values = List.copyOf(values);
    windows = List.copyOf(windows);
  }

  int rows() {
    return times.size();
  }
}
