package io.gradstream.operators.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.decode.RegistryHost.Unanswered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryWatchTest {

  private final List<String> told = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private final RegistryWatch watch = new RegistryWatch(() -> now, told::add);
  private final Unanswered question =
      new Unanswered("http://registry:8081", 42, "status 503", Instant.EPOCH);

  @Test
  void aWaitIsToldAtOnceAndThenNowAndThen() {
    watch.unanswered(question);
    assertThat(told).hasSize(1);
    assertThat(told.get(0)).contains("http://registry:8081", "42", "status 503");
    for (int second = 0; second < 100; second++) {
      now = now.plusSeconds(1);
      watch.unanswered(question);
    }
    assertThat(told).hasSize(1 + 3);
    watch.answered();
    assertThat(told.get(4)).isEqualTo("The schema registry answers again, after 100 s.");
  }

  @Test
  void anAnswerThatNobodyWaitedForIsNotTold() {
    watch.answered();
    assertThat(told).isEmpty();
    assertThat(watch.takeToReport()).isFalse();
  }

  @Test
  void theWaitIsReportedWhileItLastsAndOnceThatItIsOver() {
    assertThat(watch.seconds()).isZero();
    watch.unanswered(question);
    assertThat(watch.seconds()).isEqualTo(1);
    now = now.plusSeconds(7);
    assertThat(watch.seconds()).isEqualTo(7);
    assertThat(watch.takeToReport()).isTrue();
    assertThat(watch.takeToReport()).isTrue();
    watch.answered();
    assertThat(watch.seconds()).isZero();
    assertThat(watch.takeToReport()).isTrue();
    assertThat(watch.takeToReport()).isFalse();
  }
}
