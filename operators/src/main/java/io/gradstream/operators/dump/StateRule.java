package io.gradstream.operators.dump;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a state of two runs is compared that were fed the same events, one of them through failures.
 * Every state has to be named here before it may be in a savepoint: one that is new joins the proof
 * by a line.
 */
enum StateRule {
  /** Bit for bit, entry by entry, whatever the backend and the parallelism. */
  EQUAL(
      "blocks",
      "progress",
      "statistics",
      "categories",
      "targets",
      "scores",
      "batch",
      "history",
      "mix",
      "linear",
      "replay",
      "drift",
      "lessons",
      "seen-epoch",
      "seen-0",
      "seen-1",
      "waiting",
      "generation",
      "control",
      "key-counts",
      "waiting-counts",
      "specs",
      timers("join-timers"),
      timers("lesson-timers"),
      "SourceReaderState"),

  /** Totals over the subtasks: which of them reads which partition differs from start to start. */
  TOTALS("counts"),

  /** The largest that any subtask knows of a partition: after a restore each knows of all. */
  LARGEST("partition-times"),

  /**
   * Nothing: a matter of the wall clock, of answers as they were given, which may differ when they
   * are given again after a failure, or of open transactions.
   */
  NOTHING(
      "unpublished",
      "answer",
      "answer-target",
      "answer-scores",
      timers("answer-timers"),
      "writer_raw_states",
      "streaming_committer_raw_states");

  private static final Map<String, StateRule> BY_NAME =
      Arrays.stream(values())
          .flatMap(rule -> rule.names.stream().map(name -> Map.entry(name, rule)))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private final Set<String> names;

  StateRule(String... names) {
    this.names = Stream.of(names).collect(Collectors.toUnmodifiableSet());
  }

  /** The name Flink gives the queue of a service's event-time timers. */
  static String timers(String service) {
    return "_timer_state/event_" + service;
  }

  /**
   * @throws UnknownStateException for a state that has not joined
   */
  static StateRule of(String state) {
    StateRule rule = BY_NAME.get(state);
    if (rule == null) {
      throw new UnknownStateException(state);
    }
    return rule;
  }

  /** All states that have joined. */
  static Set<String> states() {
    return BY_NAME.keySet();
  }
}
