package io.gradstream.benchmarks.plasticity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Accuracy of each task, for each contender.
 *
 * @param results in the order of the tasks, by contender
 */
record PlasticityReport(Map<String, List<TaskResult>> results) {

  private static final int EARLY_FIRST = 5;
  private static final int EARLY_LAST = 25;
  private static final int LATE = 20;

  /** Mean accuracy of tasks 5 to 25, both included, counted from 1; NaN of fewer than 5. */
  static double early(List<TaskResult> tasks) {
    int last = Math.min(EARLY_LAST, tasks.size());
    return mean(tasks.subList(Math.min(EARLY_FIRST - 1, last), last));
  }

  /** Mean accuracy of the last 20 tasks. */
  static double late(List<TaskResult> tasks) {
    return mean(tasks.subList(Math.max(0, tasks.size() - LATE), tasks.size()));
  }

  private static double mean(List<TaskResult> tasks) {
    return tasks.stream().mapToDouble(TaskResult::accuracy).average().orElse(Double.NaN);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    line(text, "%-34s %11s %9s %7s %6s %6s", "", "tasks 5-25", "last 20", "change", "dead", "rank");
    results.forEach(
        (name, tasks) -> {
          var end = tasks.get(tasks.size() - 1).activity();
          line(
              text,
              "%-34s %11.2f %9.2f %+7.2f %6d %6.1f",
              name,
              100 * early(tasks),
              100 * late(tasks),
              100 * (late(tasks) - early(tasks)),
              end.deadUnits(),
              end.effectiveRank());
        });
    return text.toString();
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** A row for each task and contender. */
  void writeCsv(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("contender,task,accuracy,dead_units,effective_rank");
    results.forEach(
        (name, tasks) -> {
          for (int t = 0; t < tasks.size(); t++) {
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%s,%d,%.4f,%d,%.2f",
                    name,
                    t + 1,
                    tasks.get(t).accuracy(),
                    tasks.get(t).activity().deadUnits(),
                    tasks.get(t).activity().effectiveRank()));
          }
        });
    Files.write(file, lines);
  }
}
