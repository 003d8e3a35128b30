package io.gradstream.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InProgressTest {

  private static final int SMALL = Heap.SMALL_BODY;

  private final List<String> gaveWay = new ArrayList<>();
  private long now;

  @Test
  void soManyRequestsAtATimeAndNoMore() {
    InProgress inProgress = new InProgress(2, 1000);
    InProgress.Request first = inProgress.enter().orElseThrow();
    assertThat(inProgress.enter()).isPresent();
    assertThat(inProgress.enter()).isEmpty();

    first.leave();
    first.leave();

    assertThat(inProgress.enter()).isPresent();
    assertThat(inProgress.requests()).isEqualTo(2);
  }

  @Test
  void bodiesShareTheRoomBeyondTheirSmallPart() {
    InProgress inProgress = new InProgress(9, 1000);
    InProgress.Request first = inProgress.enter().orElseThrow();
    InProgress.Request second = inProgress.enter().orElseThrow();

    assertThat(first.take(SMALL + 600)).isTrue();
    assertThat(second.take(SMALL + 400)).isTrue();
    assertThat(second.take(1)).isFalse();
    assertThat(inProgress.sharedBytes()).isEqualTo(1000);

    second.leave();
    assertThat(inProgress.sharedBytes()).isEqualTo(600);
    assertThat(first.take(400)).isTrue();
    first.leave();
    assertThat(inProgress.sharedBytes()).isZero();
  }

  @Test
  void aSmallBodyIsTakenInWhateverOthersHold() {
    InProgress inProgress = new InProgress(9, 1000);
    assertThat(inProgress.enter().orElseThrow().take(SMALL + 1000)).isTrue();

    assertThat(inProgress.enter().orElseThrow().take(SMALL)).isTrue();
  }

  @Test
  void aBodyThatIsDroppedMakesRoomBeforeItsRequestEnds() {
    InProgress inProgress = new InProgress(9, 1000);
    InProgress.Request dropped = inProgress.enter().orElseThrow();
    assertThat(dropped.take(SMALL + 800)).isTrue();
    InProgress.Request next = inProgress.enter().orElseThrow();
    assertThat(next.take(SMALL + 800)).isFalse();

    dropped.drop();

    assertThat(next.take(SMALL + 900)).isTrue();
    dropped.leave();
    assertThat(inProgress.sharedBytes()).isEqualTo(900);
    assertThat(inProgress.requests()).isEqualTo(1);
  }

  @Test
  void theSlowestBodyGivesWayToOneThatComesFaster() {
    InProgress inProgress = new InProgress(9, 1000, () -> now);
    InProgress.Request slow = arriving(inProgress, "slow");
    InProgress.Request slower = arriving(inProgress, "slower");
    slow.take(SMALL + 600);
    slower.take(SMALL + 400);
    InProgress.Request early = arriving(inProgress, "early");
    assertThat(early.take(SMALL + 1)).isFalse(); // nobody is slow yet
    early.leave();

    now += InProgress.PATIENCE;

    assertThat(arriving(inProgress, "fast").take(SMALL + 300)).isTrue();
    assertThat(gaveWay).containsExactly("slower");
    assertThat(slower.isGone()).isTrue();
    assertThat(slower.take(1)).isFalse();
    slower.leave();
    assertThat(inProgress.requests()).isEqualTo(2);
  }

  @Test
  void aSlowBodyTakesNoRoomFromAFasterOne() {
    InProgress inProgress = new InProgress(9, 1000, () -> now);
    InProgress.Request slow = arriving(inProgress, "slow");
    InProgress.Request faster = arriving(inProgress, "faster");
    slow.take(10);
    faster.take(SMALL + 1000);

    now += InProgress.PATIENCE;

    assertThat(slow.take(SMALL)).isFalse();
    assertThat(gaveWay).isEmpty();
  }

  @Test
  void aBodyThatIsThereGivesWayToNobody() {
    InProgress inProgress = new InProgress(9, 1000, () -> now);
    InProgress.Request whole = arriving(inProgress, "whole");
    whole.take(SMALL + 1000);
    whole.arrived();

    now += InProgress.PATIENCE;

    assertThat(arriving(inProgress, "next").take(SMALL + 1)).isFalse();
    assertThat(gaveWay).isEmpty();
  }

  @Test
  void whenAllPlacesAreTakenTheSlowestBodyGivesWay() {
    InProgress inProgress = new InProgress(2, 1000, () -> now);
    arriving(inProgress, "slow").take(10);
    inProgress.enter();
    assertThat(inProgress.enter()).isEmpty();

    now += InProgress.PATIENCE;

    assertThat(inProgress.enter()).isPresent();
    assertThat(gaveWay).containsExactly("slow");
    assertThat(inProgress.enter()).isEmpty();
  }

  private InProgress.Request arriving(InProgress inProgress, String name) {
    InProgress.Request request = inProgress.enter().orElseThrow();
    request.arriving(() -> gaveWay.add(name));
    return request;
  }
}
