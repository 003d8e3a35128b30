package io.gradstream.serving.models;

import io.gradstream.schemas.MetricReport;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a learner's reports say of why it may have published nothing. Not thread safe. */
final class Signs {

  private static final String HELD = "held"; // the source; its key is the partition
  private static final String HELD_SINCE = "held.millis";

  /** A held partition is told every few seconds; one not told for so long is of an earlier run. */
  private static final long HELD_IS_TOLD_MILLIS = 30_000;

  private final Map<String, MetricReport> held = new HashMap<>(); // by partition
  private final Map<String, Boolean> paused = new HashMap<>(); // by source
  private final Map<String, Double> read = new HashMap<>(); // events, by source
  private long newest; // report's time

  void add(MetricReport report) {
    newest = Math.max(newest, report.time());
    if (report.source().equals(HELD)) {
      held.put(report.key(), report);
    } else if (report.version().isEmpty()) {
      report.value("paused").ifPresent(value -> paused.put(report.source(), value > 0));
      report.value("events.read").ifPresent(value -> read.put(report.source(), value));
    }
  }

  /** In words; empty when nothing is known. */
  String words() {
    if (newest == 0) {
      return "its job has reported nothing yet, as it does from its first event on";
    } else if (paused.containsValue(true)) {
      return "learning is paused: gradstream control resume";
    }
    return held().map(Signs::words).orElseGet(this::counts);
  }

  private Optional<MetricReport> held() {
    return held.values().stream()
        .filter(report -> report.time() >= newest - HELD_IS_TOLD_MILLIS)
        .filter(report -> report.value(HELD_SINCE).orElse(0) > 0)
        .max(Comparator.comparingDouble(report -> report.value(HELD_SINCE).orElse(0)));
  }

  private static String words(MetricReport held) {
    return "learning waits for partition %s, which has stood still for %d s while %d records came on others"
        .formatted(
            held.key(),
            (long) held.value(HELD_SINCE).orElse(0) / 1000,
            (long) held.value("held.records").orElse(0));
  }

  private String counts() {
    long events = (long) read.values().stream().mapToDouble(Double::doubleValue).sum();
    return events == 0
        ? "its job has read no event yet"
        : "its job has read %d events".formatted(events);
  }
}
