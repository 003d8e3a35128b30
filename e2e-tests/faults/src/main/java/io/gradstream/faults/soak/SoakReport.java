package io.gradstream.faults.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.local.reports.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a soak has shown.
 *
 * @param stateBackend Flink's word for it
 * @param due what must have become of the records
 * @param standing what became of them
 */
record SoakReport(
    int minutes,
    String stateBackend,
    Due due,
    Standing standing,
    FlinkMetrics.Run run,
    long questions,
    long answers,
    List<MemorySeries> memory) {

  SoakReport {
    memory = List.copyOf(memory);
  }

  /** Everything that is not as it must be, a sentence each; empty for a run that passed. */
  List<String> failures() {
    List<String> failures = new ArrayList<>();
    for (MemorySeries series : memory) {
      Growth growth = series.growth();
      if (!growth.isFlat()) {
        failures.add(
            String.format(
                Locale.ROOT,
                "%s grew by %.1f %%, from %d to %d MB; at most %.0f %% is flat",
                series.process(),
                growth.percent(),
                growth.warm() / 1024,
                growth.end() / 1024,
                Growth.MOST_PERCENT));
      }
    }
    same("events learned", standing.examples(), due.learned(), failures);
    same("events without a label in time", standing.missed(), due.missed(), failures);
    same("dead letters", standing.dead(), due.dead(), failures);
    same("restarts", run.restarts(), 0, failures);
    same("failed checkpoints", run.failedCheckpoints(), 0, failures);
    return failures;
  }

  static void same(String what, long is, long must, List<String> failures) {
    if (is != must) {
      failures.add(String.format(Locale.ROOT, "%s: %,d, and not %,d", what, is, must));
    }
  }

  boolean isFlat() {
    return memory.stream().allMatch(series -> series.growth().isFlat());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d events, %,d learned, %,d labels missed, %,d dead; %,d questions, %,d answered%n",
            due.events(),
            standing.examples(),
            standing.missed(),
            standing.dead(),
            questions,
            answers));
    text.append(
        String.format(
            Locale.ROOT,
            "%d restarts, %,d checkpoints, %d failed%n",
            run.restarts(),
            run.checkpoints(),
            run.failedCheckpoints()));
    for (MemorySeries series : memory) {
      Growth growth = series.growth();
      text.append(
          String.format(
              Locale.ROOT,
              "%-14s warm %5d MB, end %5d MB, %+.1f %%; of these in mapped files %d and %d MB%n",
              series.process(),
              growth.warm() / 1024,
              growth.end() / 1024,
              growth.percent(),
              growth.warmFiles() / 1024,
              growth.endFiles() / 1024));
    }
    return text.toString();
  }

  String json() {
    ObjectNode report = new ObjectMapper().createObjectNode();
    report.put("minutes", minutes).put("state_backend", stateBackend);
    report.put("events", due.events()).put("learned", standing.examples());
    report.put("restarts", run.restarts()).put("checkpoints", run.checkpoints());
    report.put("questions", questions);
    ArrayNode processes = report.putArray("processes");
    memory.forEach(series -> describe(series, processes.addObject()));
    return report.put("flat", isFlat()).toString();
  }

  private static void describe(MemorySeries series, ObjectNode process) {
    Growth growth = series.growth();
    process.put("name", series.process()).put("warm_mb", growth.warm() / 1024);
    process.put("end_mb", growth.end() / 1024);
    process.put("growth_pct", Math.round(growth.percent() * 10) / 10.0);
    process.put("warm_files_mb", growth.warmFiles() / 1024);
    process.put("end_files_mb", growth.endFiles() / 1024);
    ArrayNode minutes = process.putArray("by_minute");
    for (long kilobytes : series.byMinute()) {
      minutes.add(kilobytes / 1024);
    }
  }
}
