package io.gradstream.cli.machine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a part of the machine is.
 *
 * @param runs whether all its processes do
 * @param processes in words, or which of them have ended
 * @param more what else is to be said of one that runs; may be empty
 * @param logs of its processes
 */
public record PartStatus(
    String name,
    boolean runs,
    String address,
    String processes,
    String more,
    List<Long> pids,
    List<Path> logs) {

  static PartStatus of(Machine machine, String name, String address, List<Part> parts) {
    List<Part> running = parts.stream().filter(machine::runs).toList();
    boolean runs = running.size() == parts.size();
    return new PartStatus(
        name,
        runs,
        address,
        runs ? process(machine, running) : ended(parts, running),
        "",
        running.stream().map(part -> machine.running().get(part).pid()).toList(),
        parts.stream().map(machine.folder()::log).toList());
  }

  PartStatus with(String words) {
    return new PartStatus(name, runs, address, processes, words, pids, logs);
  }

  private static String process(Machine machine, List<Part> running) {
    List<PartRecord> records = running.stream().map(machine.running()::get).toList();
    return "process%s %s since %s"
        .formatted(
            records.size() > 1 ? "es" : "",
            records.stream()
                .map(record -> Long.toString(record.pid()))
                .collect(Collectors.joining(" and ")),
            Instant.ofEpochMilli(records.get(0).since()));
  }

  private static String ended(List<Part> parts, List<Part> running) {
    return running.isEmpty()
        ? "has ended"
        : "its %s has ended"
            .formatted(
                parts.stream()
                    .filter(part -> !running.contains(part))
                    .map(part -> part.name().toLowerCase(Locale.ROOT).replace("_", " "))
                    .collect(Collectors.joining(" and ")));
  }

  /** In a line. */
  public String toText() {
    String log = logs.stream().map(Path::toString).collect(Collectors.joining(", "));
    return runs
        ? "%-8s runs: %s, %s%s; log in %s"
            .formatted(name, address, processes, more.isEmpty() ? "" : "; " + more, log)
        : "%-8s %s; gradstream up starts it again; log in %s".formatted(name, processes, log);
  }

  /** As JSON, in a line. */
  public ObjectNode toJson() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("part", name)
            .put("running", runs)
            .put("address", address)
            .put("words", processes);
    pids.forEach(json.putArray("pids")::add);
    logs.forEach(log -> json.withArray("logs").add(log.toString()));
    return json;
  }
}
