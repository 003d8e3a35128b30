package io.gradstream.faults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What came of all faults, a row for each kind. */
final class FaultTable {

  private final Map<String, List<FaultResult>> rows = new LinkedHashMap<>();
  private final Set<String> run = new HashSet<>();
  private List<String> notRun = List.of();
  private Proof.Verdict verdict = new Proof.Verdict(List.of("not finished"), 0, 0, 0);
  private long events;

  /**
   * @param name of the fault, as {@code --only} takes it
   */
  void add(String name, FaultResult result) {
    run.add(name);
    rows.computeIfAbsent(result.fault(), fault -> new ArrayList<>()).add(result);
    events = Math.max(events, result.events());
  }

  /**
   * @param names of all faults that were to be run
   */
  void finish(Proof.Verdict found, List<String> names) {
    verdict = found;
    notRun = names.stream().filter(name -> !run.contains(name)).toList();
  }

  /** Nothing lost, nothing doubled, nothing different, in state and in answers. */
  boolean isGood() {
    return verdict.findings().isEmpty()
        && verdict.different() == 0
        && rows.values().stream().flatMap(List::stream).allMatch(FaultResult::isGood);
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
    if (!notRun.isEmpty()) {
      text.append("not run, for want of time: ").append(String.join(", ", notRun)).append('\n');
    }
    return text.append(
            "%d events; %d commands; %d answers compared, %d different"
                .formatted(events, verdict.commands(), verdict.compared(), verdict.different()))
        .toString();
  }

  /**
   * {@code {"events","faults":[{"name","times","lost","doubled","equal","recovery_s"}],
   * "commands","answers":{"compared","different"},"not_run":[NAME]}}.
   */
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
    json.put("commands", verdict.commands());
    json.putObject("answers")
        .put("compared", verdict.compared())
        .put("different", verdict.different());
    ArrayNode names = json.putArray("not_run");
    notRun.forEach(names::add);
    return json.toString();
  }
}
