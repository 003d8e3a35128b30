package io.gradstream.operators.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.CheckpointId;
import org.junit.jupiter.api.Test;

class RunTest {

  @Test
  void usageExample() {
    Run run = new Run(7, 6, new CheckpointId(6, 300));

    assertThat(run.continues(new CheckpointId(6, 300))).isTrue();
    assertThat(run.continues(new CheckpointId(6, 299))).isFalse();
  }

  @Test
  void theFirstRunOfARelease() {
    assertThat(Run.first(3).continues(CheckpointId.NONE)).isTrue();
    assertThat(Run.first(3).continues(new CheckpointId(-1, 50))).isTrue();
    assertThat(Run.first(3).continues(new CheckpointId(2, 50))).isFalse();
  }

  @Test
  void aRestartIsNoStart() {
    assertThat(new Run(7, 6, new CheckpointId(6, 300)).continues(new CheckpointId(7, 1))).isTrue();
  }

  /** The last run may have published on a branch of its own, before its first checkpoint. */
  @Test
  void noOlderStateIsNewerThanARunWithoutACheckpoint() {
    Run run = new Run(3, 2, new CheckpointId(2, 0));

    assertThat(run.continues(new CheckpointId(1, 50))).isFalse();
    assertThat(run.continues(new CheckpointId(2, 1))).isTrue();
    assertThat(run.continues(CheckpointId.NONE)).isFalse();
  }
}
