package io.gradstream.faults.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.local.reports.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a flood has shown.
 *
 * @param sustainable events a second that are learned as long as there are enough
 * @param flooded events a second that were sent
 * @param seconds of flood
 * @param backlog most events that were sent and not yet settled
 * @param drain seconds until all of them were
 * @param due what must have become of the records
 * @param standing what became of them
 */
record FloodReport(
    double sustainable,
    double flooded,
    double seconds,
    long backlog,
    double drain,
    Due due,
    Standing standing,
    FlinkMetrics.Run run,
    List<Process> processes) {

  FloodReport {
    processes = List.copyOf(processes);
  }

  /**
   * Resident memory of one process, in kilobytes.
   *
   * @param before median under half the sustainable rate
   * @param peak while flooded, and until all was learned
   * @param after median of the minute after
   */
  record Process(String name, long before, long peak, long after) {

    double percent() {
      return 100.0 * (peak - before) / before;
    }

    boolean isFlat() {
      return percent() <= Growth.MOST_PERCENT;
    }
  }

  /** Everything that is not as it must be, a sentence each. */
  List<String> failures() {
    List<String> failures = new ArrayList<>();
    for (Process process : processes) {
      if (!process.isFlat()) {
        failures.add(
            String.format(
                Locale.ROOT,
                "%s grew by %.1f %%, from %d to %d MB; at most %.0f %% is flat",
                process.name(),
                process.percent(),
                process.before() / 1024,
                process.peak() / 1024,
                Growth.MOST_PERCENT));
      }
    }
    SoakReport.same("events learned", standing.examples(), due.learned(), failures);
    SoakReport.same("events without a label", standing.missed(), due.missed(), failures);
    SoakReport.same("dead letters", standing.dead(), due.dead(), failures);
    SoakReport.same("restarts", run.restarts(), 0, failures);
    return failures;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "sustainable %,.0f events/s; flood of %,.0f events/s (%.1f times) for %.0f s%n",
            sustainable,
            flooded,
            flooded / sustainable,
            seconds));
    text.append(
        String.format(
            Locale.ROOT,
            "largest backlog %,d events, learned %.0f s after the flood; %,d sent, %,d learned%n",
            backlog,
            drain,
            due.events(),
            standing.examples()));
    for (Process process : processes) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-14s before %5d MB, peak %5d MB (%+.1f %%), after %5d MB%n",
              process.name(),
              process.before() / 1024,
              process.peak() / 1024,
              process.percent(),
              process.after() / 1024));
    }
    return text.toString();
  }

  String json() {
    ObjectNode report = new ObjectMapper().createObjectNode();
    report.put("sustainable_per_s", Math.round(sustainable));
    report.put("flood_per_s", Math.round(flooded)).put("seconds", Math.round(seconds));
    report.put("backlog", backlog).put("drain_s", Math.round(drain));
    report.put("events", due.events()).put("learned", standing.examples());
    report.put("restarts", run.restarts());
    ArrayNode array = report.putArray("processes");
    for (Process process : processes) {
      array
          .addObject()
          .put("name", process.name())
          .put("before_mb", process.before() / 1024)
          .put("peak_mb", process.peak() / 1024)
          .put("after_mb", process.after() / 1024)
          .put("growth_pct", Math.round(process.percent() * 10) / 10.0);
    }
    return report
        .put("flat", processes.stream().allMatch(Process::isFlat))
        .put("lost", due.learned() - standing.examples())
        .toString();
  }
}
