package io.gradstream.learning.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Event;
import io.gradstream.learning.join.Arrived.EventArrived;
import io.gradstream.learning.join.Arrived.LabelArrived;
import io.gradstream.learning.spec.LabelsSpec.Otherwise;
import io.gradstream.schemas.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the order in which partitions of events and labels are read, as long as each keeps its
 * own, a join of many ids gives the same outputs in the same order.
 */
final class InterleavingsTest {

  private static final int IDS = 6;
  private static final int WITHIN = 12;

  /** Partitions in their own order; effective times are monotone within each, and often equal. */
  private static List<List<Arrived>> script(Random random) {
    List<List<Arrived>> partitions = new ArrayList<>();
    for (int partition = 0; partition < 4; partition++) {
      List<Arrived> records = new ArrayList<>();
      long time = 0;
      for (int offset = 0; offset < 25; offset++) {
        time += random.nextInt(5);
        String id = "id" + random.nextInt(IDS);
        records.add(
            partition < 2
                ? event(id, time, partition, offset)
                : label(id, time, partition, offset));
      }
      partitions.add(records);
    }
    return partitions;
  }

  private static Arrived event(String id, long time, int partition, long offset) {
    Position position = new Position(time, "events", partition, offset);
    return new EventArrived(id, Event.of(id), position, new byte[0]);
  }

  private static Arrived label(String id, long time, int partition, long offset) {
    Position position = new Position(time, "arrivals", partition - 2, offset);
    return new LabelArrived(id, offset, position, new byte[0]);
  }

  /** Reads the partitions in a random order, as an operator with timers would. */
  private static JoinLog run(List<List<Arrived>> partitions, Otherwise otherwise, Random random) {
    JoinLog log = new JoinLog();
    LabelJoin join = JoinLog.join(WITHIN, otherwise);
    Map<String, Waiting> states = new TreeMap<>();
    int[] next = new int[partitions.size()];
    for (int i = 0; i < 4 * 25; i++) {
      int partition = random.nextInt(next.length);
      while (next[partition] == partitions.get(partition).size()) {
        partition = (partition + 1) % next.length;
      }
      Arrived record = partitions.get(partition).get(next[partition]++);
      states.merge(
          record.id(),
          join.arrive(Waiting.NOTHING, record),
          (state, ignored) -> join.arrive(state, record));
      fireTimers(join, states, watermark(partitions, next), log);
    }
    fireTimers(join, states, Long.MAX_VALUE, log);
    assertThat(states.values()).allMatch(Waiting::isNothing);
    return log;
  }

  /** Below what every partition that goes on has reached: records of that very time may follow. */
  private static long watermark(List<List<Arrived>> partitions, int[] next) {
    long watermark = Long.MAX_VALUE;
    for (int partition = 0; partition < next.length; partition++) {
      int last = next[partition] - 1;
      long reached =
          last < 0 ? Long.MIN_VALUE : partitions.get(partition).get(last).position().time() - 1;
      watermark = Math.min(watermark, reached);
    }
    return watermark;
  }

  private static void fireTimers(
      LabelJoin join, Map<String, Waiting> states, long watermark, JoinLog log) {
    while (true) {
      Map.Entry<String, Waiting> first =
          states.entrySet().stream()
              .min(Comparator.comparingLong(entry -> join.nextTime(entry.getValue())))
              .orElseThrow();
      long time = join.nextTime(first.getValue());
      if (time > watermark || first.getValue().isNothing()) {
        return;
      }
      first.setValue(join.advance(first.getValue(), time, log));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyInterleavingGivesTheSameOutputsInTheSameOrder(int seed) {
    Otherwise otherwise = seed % 2 == 0 ? Otherwise.DROP : Otherwise.NEGATIVE;
    List<List<Arrived>> partitions = script(new Random(seed));
    JoinLog expected = run(partitions, otherwise, new Random(0));

    assertThat(expected.joined()).isNotEmpty();
    for (int shuffle = 1; shuffle <= 40; shuffle++) {
      JoinLog log = run(partitions, otherwise, new Random(shuffle));
      assertThat(log.lines()).isEqualTo(expected.lines());
      assertThat(log.joined()).isEqualTo(expected.joined());
      assertThat(log.negatives()).isEqualTo(expected.negatives());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 12, 13, 14})
  void everyEventIsJoinedOrMissedOrDead(int seed) {
    JoinLog log = run(script(new Random(seed)), Otherwise.DROP, new Random(seed));

    assertThat(log.eventsAccountedFor()).isEqualTo(50);
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 22, 23})
  void oneAdvanceToTheEndEqualsManySmallOnes(int seed) {
    List<List<Arrived>> partitions = script(new Random(seed));
    LabelJoin join = JoinLog.join(WITHIN, Otherwise.NEGATIVE);
    JoinLog coarse = new JoinLog();
    JoinLog fine = new JoinLog();
    for (int i = 0; i < IDS; i++) {
      String id = "id" + i;
      Waiting state = Waiting.NOTHING;
      for (List<Arrived> partition : partitions) {
        for (Arrived record : partition) {
          state = record.id().equals(id) ? join.arrive(state, record) : state;
        }
      }
      join.advance(state, Long.MAX_VALUE, coarse);
      for (long time = 0; time < 200; time++) {
        state = join.advance(state, time, fine);
      }
    }
    assertThat(fine.lines()).isEqualTo(coarse.lines());
  }
}
