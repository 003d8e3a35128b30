package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.LearnerStore;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.StateDescriptor;
import org.junit.jupiter.api.Test;

/** What stands here is on users' disks: a change to this test is a break of their checkpoints. */
class StateNamesTest {

  @Test
  void operatorsKeepTheirUids() {
    assertThat(
            new String[] {
              StateNames.EVENT_TIMES,
              StateNames.LABEL_TIMES,
              StateNames.EVENT_ROUTER,
              StateNames.EVENT_ASKS,
              StateNames.EVENT_ARRIVALS,
              StateNames.LABEL_ARRIVALS,
              StateNames.LABEL_JOIN,
              StateNames.LEARNER,
              StateNames.QUERIES,
              StateNames.QUERY_ROUTER,
              StateNames.ANSWER_JUDGE,
              StateNames.ANSWER_SCORES_OPERATOR
            })
        .containsExactly(
            "event-times",
            "label-times",
            "event-router",
            "event-asks",
            "event-arrivals",
            "label-arrivals",
            "label-join",
            "learner",
            "queries",
            "query-router",
            "answer-judge",
            "answer-scores");
  }

  @Test
  void statesKeepTheirNames() {
    assertThat(
            Stream.of(
                    StateNames.COUNTS,
                    StateNames.PARTITION_TIMES,
                    StateNames.PARTITION_READS,
                    StateNames.GENERATION,
                    StateNames.QUIET_UNTIL,
                    StateNames.CONTROL,
                    StateNames.KEY_COUNTS,
                    StateNames.WAITING_COUNTS,
                    StateNames.SPECS,
                    StateNames.KNOWN_SCHEMAS,
                    StateNames.WAITING,
                    StateNames.BLOCKS,
                    StateNames.LESSONS,
                    StateNames.SEEN_EPOCH,
                    StateNames.seenBefore(0),
                    StateNames.seenBefore(1),
                    StateNames.SEEN_COUNTS,
                    StateNames.seen(0),
                    StateNames.seen(1),
                    StateNames.UNPUBLISHED,
                    StateNames.ANSWERS_BY_TIME,
                    StateNames.OUTCOMES_BY_TIME,
                    StateNames.ANSWER,
                    StateNames.ANSWER_TARGET,
                    StateNames.ANSWER_SCORES,
                    StateNames.SOURCE_READER)
                .map(StateDescriptor::getName))
        .containsExactly(
            "counts",
            "partition-times",
            "partition-reads",
            "generation",
            "quiet-until",
            "control",
            "key-counts",
            "waiting-counts",
            "specs",
            "known-schemas",
            "waiting",
            "blocks",
            "lessons",
            "seen-epoch",
            "seen-0",
            "seen-1",
            "seen-counts",
            "seen-buckets-0",
            "seen-buckets-1",
            "unpublished",
            "answers-by-time",
            "outcomes-by-time",
            "answer",
            "answer-target",
            "answer-scores",
            "SourceReaderState");
  }

  @Test
  void partsKeepTheirNames() {
    assertThat(
            Arrays.stream(LearnerStore.Part.values()).map(part -> StateNames.part(part).getName()))
        .containsExactly(
            "progress",
            "statistics",
            "categories",
            "targets",
            "scores",
            "batch",
            "history",
            "mix",
            "linear",
            "memory",
            "centers",
            "replay",
            "drift",
            "classes",
            "next",
            "intervals",
            "forecasts",
            "alarms",
            "challengers");
  }

  @Test
  void aModelIsItsBlocksAndEveryPart() {
    assertThat(StateNames.ofModel())
        .hasSize(1 + LearnerStore.Part.values().length)
        .contains("blocks")
        .containsAll(Arrays.stream(LearnerStore.Part.values()).map(part -> part.state()).toList());
  }

  @Test
  void timersAndKeyGroupsStay() {
    assertThat(StateNames.JOIN_TIMERS).isEqualTo("join-timers");
    assertThat(StateNames.LESSON_TIMERS).isEqualTo("lesson-timers");
    assertThat(StateNames.ANSWER_TIMERS_BY_TIME).isEqualTo("answer-timers-by-time");
    assertThat(StateNames.ANSWER_TIMERS).isEqualTo("answer-timers");
    assertThat(StateNames.MAX_PARALLELISM).isEqualTo(720);
  }
}
