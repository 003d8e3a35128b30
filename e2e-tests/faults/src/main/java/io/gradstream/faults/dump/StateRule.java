package io.gradstream.faults.dump;

import io.gradstream.operators.StateNames;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a state of two runs is compared that were fed the same events, one of them through failures.
 * Every state has to be named here before it may be in a savepoint: one that is new joins the proof
 * by a line, but for the states that a model is made of, which are in it from the first.
 */
enum StateRule {
  /** Bit for bit, entry by entry, whatever the backend and the parallelism. */
  EQUAL(
      StateNames.ofModel(),
      StateNames.LESSONS.getName(),
      StateNames.SEEN_EPOCH.getName(),
      StateNames.seenBefore(0).getName(),
      StateNames.seenBefore(1).getName(),
      StateNames.SEEN_COUNTS.getName(),
      StateNames.seen(0).getName(),
      StateNames.seen(1).getName(),
      StateNames.WAITING.getName(),
      StateNames.GENERATION.getName(),
      StateNames.QUIET_UNTIL.getName(),
      StateNames.CONTROL.getName(),
      StateNames.COMMANDS_AHEAD.getName(),
      StateNames.KEY_COUNTS.getName(),
      StateNames.WAITING_COUNTS.getName(),
      StateNames.SPECS.getName(),
      timers(StateNames.JOIN_TIMERS),
      timers(StateNames.LESSON_TIMERS),
      timers(StateNames.ANSWER_TIMERS_BY_TIME),
      StateNames.TRUE_BY_TIME.getName(),
      StateNames.OUTCOMES_BY_TIME.getName(),
      "SourceReaderState"),

  /** Totals over the subtasks: which of them reads which partition differs from start to start. */
  TOTALS(Set.of(StateNames.COUNTS.getName())),

  /** The largest that any subtask knows of a partition: after a restore each knows of all. */
  LARGEST(Set.of(StateNames.PARTITION_TIMES.getName())),

  /** What the subtask knows that has read furthest: the others keep what they restored. */
  NEWEST(Set.of(StateNames.PARTITION_READS.getName())),

  /**
   * Nothing: a matter of the wall clock, of answers as they were given, which may differ when they
   * are given again after a failure, of open transactions, of which run it is and where its
   * commands stand on their topic, or of what a subtask happened to ask a registry for, which says
   * the same to all and at any time.
   */
  NOTHING(
      Set.of(),
      StateNames.UNPUBLISHED.getName(),
      StateNames.SAID_BY_TIME.getName(),
      StateNames.ANSWERS_BY_TIME.getName(),
      StateNames.ANSWER.getName(),
      StateNames.ANSWER_TARGET.getName(),
      StateNames.ANSWER_SCORES.getName(),
      timers(StateNames.ANSWER_TIMERS),
      StateNames.KNOWN_SCHEMAS.getName(),
      StateNames.PLACING.getName(),
      StateNames.RUN.getName(),
      "writer_raw_states",
      "streaming_committer_raw_states");

  private static final Map<String, StateRule> BY_NAME =
      Arrays.stream(values())
          .flatMap(rule -> rule.names.stream().map(name -> Map.entry(name, rule)))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private final Set<String> names;

  StateRule(Set<String> names, String... more) {
    this.names =
        Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
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
