package io.gradstream.operators.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.operators.record.ControlSettings;
import io.gradstream.schemas.ControlCommand.Pause;
import io.gradstream.schemas.ControlCommand.Resume;
import io.gradstream.schemas.ControlCommand.SetLearningRate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ControlTest {

  private final Control control = new Control();

  @Test
  void usageExample() {
    control.receive(new Pause("c1"));
    assertThat(control.inForce().paused()).isFalse();

    assertThat(control.takeEffect(7)).isTrue();
    assertThat(control.inForce().paused()).isTrue();
  }

  @Test
  void commandsAddUpInTheOrderTheyCame() {
    control.receive(new Pause("c1"));
    control.receive(new SetLearningRate("c2", 0.5f));
    control.receive(new Resume("c3"));
    control.takeEffect(7);

    assertThat(control.inForce())
        .isEqualTo(new ControlSettings(false, Optional.of(0.5f), List.of("c1", "c2", "c3")));
  }

  @Test
  void aCommandSeenTwiceActsOnce() {
    control.receive(new Pause("c1"));
    control.receive(new Resume("c2"));
    control.takeEffect(7);
    control.receive(new Pause("c1"));

    assertThat(control.takeEffect(8)).isFalse();
    assertThat(control.inForce().paused()).isFalse();
  }

  @Test
  void versionsAreHeldBackUntilTheCheckpointHasCompleted() {
    control.receive(new Pause("c1"));
    control.takeEffect(7);
    control.completed(6);
    assertThat(control.holdsBack()).isTrue();

    control.completed(7);
    assertThat(control.holdsBack()).isFalse();
  }

  @Test
  void aLaterCheckpointReleasesWhatAFailedOneHeld() {
    control.receive(new Pause("c1"));
    control.takeEffect(7);
    control.completed(9);

    assertThat(control.holdsBack()).isFalse();
  }

  @Test
  void aBarrierWithoutCommandsHoldsNothingBack() {
    assertThat(control.takeEffect(7)).isFalse();
    assertThat(control.holdsBack()).isFalse();
  }

  @Test
  void onlyTheLatestIdsAreRemembered() {
    for (int i = 0; i < 1500; i++) {
      control.receive(new Pause("c" + i));
    }
    control.takeEffect(7);

    assertThat(control.inForce().seen()).hasSize(1000).endsWith("c1499");
  }
}
