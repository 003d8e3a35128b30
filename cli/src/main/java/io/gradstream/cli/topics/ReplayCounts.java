package io.gradstream.cli.topics;

import io.gradstream.schemas.DeadLetter.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What became of dead letters that were to be replayed. Not thread safe. */
public final class ReplayCounts {

  private final Map<Reason, Map<String, Long>> sent = new EnumMap<>(Reason.class); // by topic
  private final Map<Reason, Map<String, Long>> left = new EnumMap<>(Reason.class); // by cause
  private long bare;
  private long unreadable;

  void sent(Reason reason, String topic) {
    count(reason, topic, sent);
  }

  void left(Reason reason, String cause) {
    count(reason, cause, left);
  }

  private static void count(Reason reason, String what, Map<Reason, Map<String, Long>> counts) {
    counts.computeIfAbsent(reason, first -> new TreeMap<>()).merge(what, 1L, Long::sum);
  }

  void bare() {
    bare++;
  }

  void unreadable() {
    unreadable++;
  }

  public long sent() {
    return sent.values().stream()
        .flatMap(byTopic -> byTopic.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /**
   * A line for each reason and topic, and one for all.
   *
   * @param verb as {@code sent}
   */
  public List<String> lines(String verb) {
    List<String> lines = new ArrayList<>();
    sent.forEach(
        (reason, byTopic) ->
            byTopic.forEach(
                (topic, count) -> lines.add(line("%,7d %s %s to %s", count, reason, verb, topic))));
    left.forEach(
        (reason, byCause) ->
            byCause.forEach(
                (cause, count) -> lines.add(line("%,7d %s left: %s", count, reason, cause))));
    if (unreadable > 0) {
      lines.add(line("%,7d records that are no dead letters", unreadable));
    }
    lines.add(line("%,7d %s", sent(), verb));
    if (bare > 0) {
      lines.add(
          line(
              "%,d of them without key and headers: their records are gone from the topics", bare));
    }
    return lines;
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
