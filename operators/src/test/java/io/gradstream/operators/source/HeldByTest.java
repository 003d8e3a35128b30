package io.gradstream.operators.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.operators.source.HeldBy.Held;
import java.util.AbstractMap.SimpleEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeldByTest {

  private static final Partition SLOW = new Partition("flights", 1);
  private static final Partition FAST = new Partition("flights", 0);
  private static final long NEVER = PartitionTimes.NEVER;

  private final HeldBy held = new HeldBy();

  @Test
  void usageExample() {
    assertThat(held.at(Map.of(SLOW, 100L, FAST, 200L), 10, 0)).isEmpty();
    assertThat(held.at(Map.of(SLOW, 100L, FAST, 5_000L), 20, 9_000)).isEmpty();
    assertThat(held.at(Map.of(SLOW, 100L, FAST, 9_000L), 1_510, 70_000))
        .contains(new Held(SLOW, 100, 70_000, 1_500));
  }

  @Test
  void aPartitionWithoutARecordIsNamedFirst() {
    held.at(Map.of(SLOW, NEVER, FAST, 100L), 10, 0);
    Optional<Held> told = held.at(Map.of(SLOW, NEVER, FAST, 200L), 20, 61_000);

    assertThat(told).contains(new Held(SLOW, NEVER, 61_000, 10));
    assertThat(told.orElseThrow().words())
        .startsWith(
            "Learning waits for flights-1, whose time has not moved for 61 s (none is known: too"
                + " few records since the start), while 10 records came.");
  }

  @Test
  void aTimeThatMovesHoldsNothing() {
    for (long second = 0; second < 300; second += 5) {
      assertThat(held.at(Map.of(SLOW, second, FAST, 9_000L), second, second * 1000)).isEmpty();
    }
  }

  @Test
  void whereNothingComesNothingIsHeld() {
    held.at(Map.of(SLOW, 100L, FAST, 200L), 10, 0);

    assertThat(held.at(Map.of(SLOW, 100L, FAST, 200L), 10, 600_000)).isEmpty();
  }

  @Test
  void itIsLoggedLessAndLessOften() {
    int told = 0;
    for (long second = 0; second <= 3_600; second += 5) {
      long now = second * 1000;
      if (held.at(Map.of(SLOW, 100L, FAST, 200L + second), second, now).isPresent()
          && held.isTold(now)) {
        told++;
      }
    }
    assertThat(told).isEqualTo(6); // after 1, 2, 4, 8, 16 and 32 minutes
  }

  @Test
  void whatSubtasksKnowIsPutTogether() {
    SourceTimes together = new SourceTimes();
    var all = together.createAccumulator();
    together.add(word("events-0", FAST, 100, 3), all);
    together.add(word("events-1", SLOW, 50, 4), all);
    together.add(word("events-0", FAST, 200, 5), all);

    assertThat(together.getResult(all))
        .isEqualTo(Map.of("flights-0", 200L, "flights-1", 50L, SourceTimes.RECORDS, 9L));
  }

  private static Map.Entry<String, HashMap<String, Long>> word(
      String subtask, Partition partition, long time, long records) {
    return new SimpleEntry<>(
        subtask, new HashMap<>(Map.of(partition.toString(), time, SourceTimes.RECORDS, records)));
  }
}
