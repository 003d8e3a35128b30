package io.gradstream.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InProgressTest {

  @Test
  void soManyRequestsAtATimeAndNoMore() {
    InProgress inProgress = new InProgress(2, 1000);
    InProgress.Request first = inProgress.enter().orElseThrow();
    assertThat(inProgress.enter()).isPresent();
    assertThat(inProgress.enter()).isEmpty();

    first.leave();

    assertThat(inProgress.enter()).isPresent();
    assertThat(inProgress.requests()).isEqualTo(2);
  }

  @Test
  void bodiesShareTheirRoom() {
    InProgress inProgress = new InProgress(9, 1000);
    InProgress.Request first = inProgress.enter().orElseThrow();
    InProgress.Request second = inProgress.enter().orElseThrow();

    assertThat(first.take(600)).isTrue();
    assertThat(second.take(400)).isTrue();
    assertThat(second.take(1)).isFalse();

    second.leave();
    assertThat(inProgress.bytes()).isEqualTo(600);
    assertThat(first.take(400)).isTrue();
    first.leave();
    assertThat(inProgress.bytes()).isZero();
  }

  @Test
  void aBodyThatIsDroppedMakesRoomBeforeItsRequestEnds() {
    InProgress inProgress = new InProgress(9, 1000);
    InProgress.Request dropped = inProgress.enter().orElseThrow();
    assertThat(dropped.take(800)).isTrue();
    InProgress.Request next = inProgress.enter().orElseThrow();
    assertThat(next.take(800)).isFalse();

    dropped.drop();

    assertThat(next.take(100)).isTrue();
    dropped.leave();
    assertThat(inProgress.bytes()).isEqualTo(900);
    assertThat(inProgress.requests()).isEqualTo(1);
  }

  @Test
  void oneBodyAloneIsReadHoweverLarge() {
    InProgress inProgress = new InProgress(9, 10);
    assertThat(inProgress.enter().orElseThrow().take(500)).isTrue();
  }
}
