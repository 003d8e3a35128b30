package io.gradstream.operators.source;

import io.gradstream.learning.spec.Idle;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Where all partitions of a learner's topics stand, and how far time may go on although some of
 * them are silent. Those that stand together wait for one another: the partitions of a topic, or of
 * both topics where the spec says how long silence may last.
 *
 * <p>Beside one that is not silent, silent ones go along with it. Where all are silent, all that
 * was read stands before the furthest, and nothing else is there to be waited for.
 *
 * @param all of every topic
 */
record Stands(Map<Partition, Stand> all, Idle idle) {

  private static final String TOGETHER = "";

  /**
   * The time up to which learning may go on, for whoever reads a topic; empty where silence lets
   * nothing go on.
   */
  OptionalLong free(String topic) {
    if (idle.after().isEmpty()) {
      return OptionalLong.empty();
    }
    Map<Partition, Stand> together = standingTogether().getOrDefault(group(topic), Map.of());
    LongStream live =
        together.values().stream().filter(stand -> !stand.isSilent()).mapToLong(Stand::reached);
    OptionalLong slowest = live.min();
    OptionalLong free =
        slowest.isPresent()
            ? OptionalLong.of(before(slowest.getAsLong()))
            : together.values().stream().mapToLong(Stand::occupied).max();
    return free.isPresent() && free.getAsLong() == PartitionTimes.NEVER
        ? OptionalLong.empty()
        : free;
  }

  private static long before(long time) {
    return time == PartitionTimes.NEVER ? time : time - 1;
  }

  /** Whether a subtask reads it, as far as is known. */
  boolean isRead(Partition partition) {
    return all.containsKey(partition) && all.get(partition).isRead();
  }

  /** The times of those that learning waits for. */
  Map<Partition, Long> holding() {
    Map<Partition, Long> holding = new TreeMap<>();
    for (Map<Partition, Stand> together : standingTogether().values()) {
      boolean isAnyLive = together.values().stream().anyMatch(stand -> !stand.isSilent());
      if (idle.after().isEmpty() || isAnyLive) {
        together.forEach(
            (partition, stand) -> {
              if (idle.after().isEmpty() || !stand.isSilent()) {
                holding.put(partition, stand.reached());
              }
            });
      } else {
        together.entrySet().stream()
            .max(Comparator.comparingLong(entry -> entry.getValue().reached()))
            .ifPresent(furthest -> holding.put(furthest.getKey(), furthest.getValue().reached()));
      }
    }
    return holding;
  }

  private Map<String, Map<Partition, Stand>> standingTogether() {
    return all.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                entry -> group(entry.getKey().topic()),
                Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private String group(String topic) {
    return idle.wholeTopics() ? TOGETHER : topic;
  }
}
