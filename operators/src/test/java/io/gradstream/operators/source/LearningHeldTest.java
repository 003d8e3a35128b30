package io.gradstream.operators.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.LearnerSpec.EventsSpec;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.operators.TestSpecs;
import io.gradstream.operators.Trips;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.runtime.taskexecutor.GlobalAggregateManager;
import org.junit.jupiter.api.Test;

/** Two subtasks that read one topic of three partitions, and a JobManager between them. */
class LearningHeldTest {

  private static final EventsSpec EVENTS = SpecReader.read(TestSpecs.inEvent()).events();
  private static final long NEVER = PartitionTimes.NEVER;
  private static final Partition FIRST = new Partition(Trips.EVENTS, 0);
  private static final Partition SECOND = new Partition(Trips.EVENTS, 1);
  private static final Partition THIRD = new Partition(Trips.EVENTS, 2);
  private static final Stand UNREAD = new Stand(NEVER, NEVER, false, false);
  private static final Stand EMPTY = new Stand(NEVER, NEVER, false, true);

  private final Shared manager = new Shared();

  @Test
  void usageExample() {
    Stand live = new Stand(100, 100, true, false);
    Stand silent = new Stand(30, 30, true, true);
    try (LearningHeld left = subtask("events-0");
        LearningHeld right = subtask("events-1")) {
      hear(right, Map.of(FIRST, UNREAD, SECOND, silent, THIRD, EMPTY));
      Stands stands = hear(left, Map.of(FIRST, live, SECOND, UNREAD, THIRD, EMPTY));

      assertThat(stands.all())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(FIRST, live, SECOND, silent, THIRD, new Stand(NEVER, NEVER, false, true)));
      assertThat(stands.isRead(SECOND)).isTrue();
      assertThat(stands.free(Trips.EVENTS)).hasValue(99);
    }
  }

  @Test
  void ofOneThatNobodyReadsEachBelievesItsOwnLook() {
    try (LearningHeld left = subtask("events-0");
        LearningHeld right = subtask("events-1")) {
      hear(right, Map.of(FIRST, UNREAD, SECOND, UNREAD, THIRD, EMPTY));
      Stands stands = hear(left, Map.of(FIRST, UNREAD, SECOND, UNREAD, THIRD, UNREAD));

      assertThat(stands.all().get(THIRD).isSilent()).isFalse();
    }
  }

  private LearningHeld subtask(String name) {
    return LearningHeld.of(EVENTS, name, Map.of(Trips.EVENTS, 3), manager);
  }

  /** What the second answer says: the first one may be older than what others said. */
  private static Stands hear(LearningHeld subtask, Map<Partition, Stand> known) {
    next(subtask, known);
    return next(subtask, known);
  }

  private static Stands next(LearningHeld subtask, Map<Partition, Stand> known) {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    Optional<Stands> heard = subtask.tick(known, 1);
    while (heard.isEmpty() && System.nanoTime() < end) {
      Thread.onSpinWait();
      heard = subtask.tick(known, 1);
    }
    return heard.orElseThrow();
  }

  /** As the JobManager keeps it. */
  private static final class Shared implements GlobalAggregateManager {

    private final Map<String, Object> accumulators = new HashMap<>();

    @Override
    @SuppressWarnings("unchecked") // each name is used with one function
    public synchronized <I, A, O> O updateGlobalAggregate(
        String name, Object value, AggregateFunction<I, A, O> function) {
      A before = (A) accumulators.computeIfAbsent(name, added -> function.createAccumulator());
      A after = function.add((I) value, before);
      accumulators.put(name, after);
      return function.getResult(after);
    }
  }
}
