package io.gradstream.faults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of all faults, a row for each kind. */
final class FaultTable {

  private final Map<String, List<FaultResult>> rows = new LinkedHashMap<>();
  private long events;

  void add(FaultResult result) {
    rows.computeIfAbsent(result.fault(), fault -> new ArrayList<>()).add(result);
    events = Math.max(events, result.events());
  }

  private record Row(
      String name, int times, long lost, long doubled, boolean equal, double seconds) {

    static Row of(String name, List<FaultResult> results) {
      return new Row(
          name,
          results.size(),
          results.stream().mapToLong(FaultResult::lost).sum(),
          results.stream().mapToLong(FaultResult::doubled).sum(),
          results.stream().allMatch(FaultResult::equal),
          median(results));
    }

    private static double median(List<FaultResult> results) {
      List<Duration> sorted = results.stream().map(FaultResult::recovery).sorted().toList();
      return sorted.get(sorted.size() / 2).toMillis() / 1000.0;
    }
  }

  private List<Row> all() {
    return rows.entrySet().stream().map(row -> Row.of(row.getKey(), row.getValue())).toList();
  }

  /** For people. */
  String text() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                "%-74s %5s %6s %8s %6s %11s%n",
                "fault", "times", "lost", "doubled", "equal", "answer in s"));
    for (Row row : all()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-74s %5d %6d %8d %6s %11.1f%n",
              row.name(),
              row.times(),
              row.lost(),
              row.doubled(),
              row.equal() ? "yes" : "NO",
              row.seconds()));
    }
    return text.append(events).append(" events").toString();
  }

  /** {@code {"events","faults":[{"name","times","lost","doubled","equal","recovery_s"}]}}. */
  String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("events", events);
    ArrayNode faults = json.putArray("faults");
    for (Row row : all()) {
      faults
          .addObject()
          .put("name", row.name())
          .put("times", row.times())
          .put("lost", row.lost())
          .put("doubled", row.doubled())
          .put("equal", row.equal())
          .put("recovery_s", row.seconds());
    }
    return json.toString();
  }
}
