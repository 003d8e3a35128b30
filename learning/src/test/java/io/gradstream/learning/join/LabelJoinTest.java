package io.gradstream.learning.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Event;
import io.gradstream.learning.Example;
import io.gradstream.learning.join.Arrived.EventArrived;
import io.gradstream.learning.join.Arrived.LabelArrived;
import io.gradstream.learning.spec.LabelsSpec.Otherwise;
import io.gradstream.schemas.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LabelJoinTest {

  private static final Event EVENT = Event.of(1.0);

  private final JoinLog log = new JoinLog();
  private LabelJoin join = JoinLog.join(100, Otherwise.DROP);
  private Waiting state = Waiting.NOTHING;

  private static EventArrived event(long time) {
    return new EventArrived("7", EVENT, new Position(time, "events", 0, time), new byte[0]);
  }

  private static LabelArrived label(long time) {
    return new LabelArrived("7", 1, new Position(time, "labels", 0, time), new byte[0]);
  }

  private void arrive(Arrived... records) {
    for (Arrived record : records) {
      state = join.arrive(state, record);
    }
  }

  private List<String> advance(long time) {
    List<String> before = new ArrayList<>(log.lines());
    state = join.advance(state, time, log);
    return log.lines().subList(before.size(), log.lines().size());
  }

  @Test
  void usageExample() {
    arrive(event(10));
    state = join.advance(state, 10, log);
    arrive(label(40));
    state = join.advance(state, 40, log);

    assertThat(log.joined())
        .containsExactly(new Example(EVENT, "7", 1, new Position(40, "labels", 0, 40)));
  }

  @Test
  void labelBeforeItsEventStandsAtTheEvent() {
    arrive(label(10), event(40));

    advance(50);

    assertThat(log.joined())
        .containsExactly(new Example(EVENT, "7", 1, new Position(40, "events", 0, 40)));
  }

  @Test
  void anExampleStandsNoEarlierThanItsLabelHasSettled() {
    join = JoinLog.join(100, 30, Otherwise.DROP);
    arrive(event(10), label(20));
    advance(20);
    assertThat(log.joined())
        .containsExactly(new Example(EVENT, "7", 1, new Position(40, "events", 0, 10)));
  }

  @Test
  void aLabelThatComesLaterThanSettledStandsWhereItIs() {
    join = JoinLog.join(100, 30, Otherwise.DROP);
    arrive(event(10), label(50));
    advance(50);
    assertThat(log.joined())
        .containsExactly(new Example(EVENT, "7", 1, new Position(50, "labels", 0, 50)));
  }

  @Test
  void arrivalOrderDoesNotMatter() {
    arrive(event(40), label(10));

    assertThat(advance(50)).containsExactly("joined (40, events, 0, 40)");
  }

  @Test
  void nothingHappensBeforeTheWatermarkPasses() {
    arrive(event(10), label(40));

    assertThat(advance(39)).isEmpty();
    assertThat(advance(40)).containsExactly("joined (40, labels, 0, 40)");
  }

  @Test
  void eventWithoutLabelIsMissedWhenItsWaitEnds() {
    arrive(event(10));

    assertThat(advance(109)).isEmpty();
    assertThat(advance(110)).containsExactly("missed (10, events, 0, 10)");
    assertThat(state.isNothing()).isTrue();
  }

  @Test
  void missedEventIsLearnedAsNegativeAtTheTimeOut() {
    join = JoinLog.join(100, Otherwise.NEGATIVE);
    arrive(event(10));

    advance(500);

    assertThat(log.negatives())
        .containsExactly(new Example(EVENT, "7", 0, new Position(110, "events", 0, 10)));
  }

  @Test
  void labelInTheLastInstantOfTheWaitIsInTime() {
    arrive(event(10), label(110));

    assertThat(advance(110)).containsExactly("joined (110, labels, 0, 110)");
  }

  @Test
  void labelAfterTheWaitMissesAndIsDeadAfterItsOwn() {
    arrive(event(10), label(111));

    assertThat(advance(210)).containsExactly("missed (10, events, 0, 10)");
    assertThat(advance(211)).containsExactly("LABEL_WITHOUT_EVENT (111, labels, 0, 111)");
    assertThat(state.isNothing()).isTrue();
  }

  @Test
  void labelWhoseEventNeverComesIsDead() {
    arrive(label(10));

    assertThat(advance(110)).containsExactly("LABEL_WITHOUT_EVENT (10, labels, 0, 10)");
  }

  @Test
  void secondEventIsADuplicateWhileTheFirstWaits() {
    arrive(event(10), event(20), label(30));

    assertThat(advance(30))
        .containsExactly("DUPLICATE (20, events, 0, 20)", "joined (30, labels, 0, 30)");
  }

  @Test
  void secondEventAndLabelAreDuplicatesAfterTheMatch() {
    arrive(event(10), label(20), label(30), event(40));

    assertThat(advance(40))
        .containsExactly(
            "joined (20, labels, 0, 20)",
            "DUPLICATE (30, labels, 0, 30)",
            "DUPLICATE (40, events, 0, 40)");
  }

  @Test
  void secondLabelIsADuplicateWhileTheFirstWaits() {
    arrive(label(10), label(20), event(30));

    assertThat(advance(30))
        .containsExactly("DUPLICATE (20, labels, 0, 20)", "joined (30, events, 0, 30)");
  }

  @Test
  void sameIdMayComeAnewOnceTheWaitIsOver() {
    arrive(event(10), label(20), event(110), event(111), label(112));

    assertThat(advance(200))
        .containsExactly(
            "joined (20, labels, 0, 20)",
            "DUPLICATE (110, events, 0, 110)",
            "joined (112, labels, 0, 112)");
  }

  @Test
  void matchedIdIsForgotten() {
    arrive(event(10), label(20));

    advance(109);
    assertThat(state.isNothing()).isFalse();
    advance(110);
    assertThat(state.isNothing()).isTrue();
  }

  @Test
  void nextTimeIsTheEarliestPendingRecordOrTheEndOfTheWait() {
    assertThat(join.nextTime(state)).isEqualTo(Long.MAX_VALUE);
    arrive(event(10));
    assertThat(join.nextTime(state)).isEqualTo(10);
    advance(10);
    assertThat(join.nextTime(state)).isEqualTo(110);
    arrive(label(40));
    assertThat(join.nextTime(state)).isEqualTo(40);
  }

  @Test
  void recordAtTheEndOfTimeWaitsForIt() {
    arrive(event(Long.MAX_VALUE - 1));

    advance(Long.MAX_VALUE - 1);
    assertThat(join.nextTime(state)).isEqualTo(Long.MAX_VALUE);
    assertThat(advance(Long.MAX_VALUE)).hasSize(1);
  }

  @Test
  void recordsOfOneInstantAreTakenInOrderOfTopicPartitionAndOffset() {
    EventArrived first = new EventArrived("7", EVENT, new Position(5, "a", 1, 9), new byte[0]);
    EventArrived second = new EventArrived("7", EVENT, new Position(5, "a", 2, 1), new byte[0]);
    LabelArrived third = new LabelArrived("7", 1, new Position(5, "b", 0, 0), new byte[0]);
    arrive(third, second, first);

    assertThat(advance(5)).containsExactly("DUPLICATE (5, a, 2, 1)", "joined (5, b, 0, 0)");
    assertThat(state.held()).isEqualTo(Optional.empty());
  }
}
