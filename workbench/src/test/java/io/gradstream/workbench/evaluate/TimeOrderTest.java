package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.learning.EffectiveTime;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several partitions in one order. */
final class TimeOrderTest {

  private static final Duration AHEAD = Duration.ofHours(1);
  private static final long MINUTE = 60_000;

  private static LearnerSpec.EventsSpec events(String more) {
    String spec =
        """
        learner: clicks
        events: {topic: clicks, ahead: 1h%s}
        features: [{field: x, as: numeric}]
        target: {binary: y}
        """
            .formatted(more);
    return SpecReader.read(new SpecBundle("clicks.yaml", spec, Map.of())).events();
  }

  private static TopicRecord event(int partition, int offset, long time) {
    return new TopicRecord.OfEvents(
        new Decoded.Good(Event.of(1.0, 0.0)),
        new Position(time, "clicks", partition, offset),
        Optional.empty());
  }

  private static List<Position> positions(TimeOrder order) {
    List<Position> positions = new ArrayList<>();
    for (TopicRecord record = order.next(); record != null; record = order.next()) {
      positions.add(record.position());
    }
    return positions;
  }

  @Test
  void usageExample() {
    Partition one =
        new InMemoryPartition(false, List.of(event(0, 0, 10), event(0, 1, 30), event(0, 2, 20)));
    Partition other = new InMemoryPartition(false, List.of(event(1, 0, 20), event(1, 1, 40)));

    assertThat(positions(new TimeOrder(events(""), List.of(one, other))))
        .extracting(at -> at.partition() + "-" + at.offset() + " at " + at.time())
        .containsExactly("0-0 at 10", "1-0 at 20", "0-1 at 30", "0-2 at 30", "1-1 at 40");
  }

  /** Times of chance, with records far behind and far ahead, against all sorted at once. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void allComeInTheOrderOfTheirEffectivePositions(long seed) {
    Random random = new Random(seed);
    List<Partition> partitions = new ArrayList<>();
    List<Position> expected = new ArrayList<>();
    for (int partition = 0; partition < 4; partition++) {
      List<TopicRecord> records = new ArrayList<>();
      EffectiveTime effective = new EffectiveTime(AHEAD);
      for (int offset = 0; offset < 200 * partition; offset++) {
        long time =
            offset * (MINUTE >> partition)
                + random.nextInt(20) * MINUTE
                + (random.nextInt(30) == 0 ? 600 * MINUTE : 0);
        records.add(event(partition, offset, time));
        expected.add(new Position(effective.advance(time), "clicks", partition, offset));
      }
      partitions.add(new InMemoryPartition(false, records));
    }
    expected.sort(null);

    assertThat(positions(new TimeOrder(events(""), partitions))).isEqualTo(expected);
  }

  @Test
  void inTheOrderOfArrivalNoRecordOvertakesAnotherOfItsPartition() {
    Partition only =
        new InMemoryPartition(
            false, List.of(event(0, 0, 10), event(0, 1, 900 * MINUTE), event(0, 2, 20)));

    assertThat(positions(new TimeOrder(events(", order: arrival"), List.of(only))))
        .extracting(Position::offset)
        .containsExactly(0L, 1L, 2L);
  }

  @Test
  void aPartitionIsNotReadFarAheadOfAnother() {
    List<TopicRecord> late = new ArrayList<>();
    List<TopicRecord> early = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      early.add(event(0, i, i));
      late.add(event(1, i, 10_000 + i));
    }
    InMemoryPartition ahead = new InMemoryPartition(false, late);
    TimeOrder order =
        new TimeOrder(events(""), List.of(ahead, new InMemoryPartition(false, early)));
    for (int i = 0; i < 999; i++) {
      assertThat(order.next().position().partition()).isZero();
    }

    assertThat(ahead.left()).isGreaterThanOrEqualTo(998);
  }

  @Test
  void whatCannotBeUsedMovesNoTimeAndIsNotLost() {
    Position far = new Position(900 * MINUTE, "clicks", 0, 1);
    Partition bad =
        new InMemoryPartition(
            false,
            List.of(
                event(0, 0, 10),
                new TopicRecord.Unusable(far, false, Reason.MALFORMED, "no JSON"),
                event(0, 2, 30)));
    Partition other = new InMemoryPartition(false, List.of(event(1, 0, 20)));

    List<String> all =
        positions(new TimeOrder(events(""), List.of(bad, other))).stream()
            .map(at -> at.partition() + "-" + at.offset())
            .toList();

    assertThat(all).hasSize(4).contains("0-1").containsSubsequence("0-0", "1-0", "0-2");
  }

  @Test
  void itIsNotKnownWhatComesBehindTheEndOfATopic() {
    TopicRecord label = new TopicRecord.OfLabels(Event.of(1.0), new Position(15, "buys", 0, 0));
    TopicRecord mark = new TopicRecord.Mark(new Position(700, "buys", 1, 0));
    TimeOrder order =
        new TimeOrder(
            events(""),
            List.of(
                new InMemoryPartition(false, List.of(event(0, 0, 10), event(0, 1, 900))),
                new InMemoryPartition(true, List.of(label)),
                new InMemoryPartition(true, List.of(mark))));

    assertThat(positions(order)).hasSize(3);
    assertThat(order.known()).isEqualTo(700);
  }
}
