package io.gradstream.serving;

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
  void oneBodyAloneIsReadHoweverLarge() {
    InProgress inProgress = new InProgress(9, 10);
    assertThat(inProgress.enter().orElseThrow().take(500)).isTrue();
  }
}
