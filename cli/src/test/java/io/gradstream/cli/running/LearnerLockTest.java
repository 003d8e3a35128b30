package io.gradstream.cli.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnerLockTest {

  private static final Duration AT_ONCE = Duration.ZERO;

  @TempDir private Path temporary;

  private StateFolder state;

  @BeforeEach
  void make() {
    state = StateFolder.of(temporary);
    state.requireUsable("trips");
  }

  @Test
  void usageExample() throws IOException {
    try (LearnerLock held = LearnerLock.take(state, "trips", AT_ONCE).orElseThrow()) {
      held.write(RunRecord.ofThisProcess("trips", "b:1"));

      assertThat(LearnerLock.take(state, "trips", AT_ONCE)).isEmpty();
      assertThat(LearnerLock.isHeld(state, "trips")).isTrue();
      assertThat(LearnerLock.isHeld(state, "others")).isFalse();
    }
    assertThat(LearnerLock.isHeld(state, "trips")).isFalse();
    LearnerLock.take(state, "trips", AT_ONCE).orElseThrow().close();
    assertThat(LearnerLock.read(state, "trips")).map(RunRecord::brokers).contains("b:1");
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    RunRecord record =
        RunRecord.ofThisProcess("trips", "b:1")
            .with(URI.create("http://127.0.0.1:8081"), "j1", true)
            .with(7L);
    try (LearnerLock held = LearnerLock.take(state, "trips", AT_ONCE).orElseThrow()) {
      held.write(record);
    }
    assertThat(LearnerLock.read(state, "trips")).contains(record);
    assertThat(record.isHere()).isTrue();
    assertThat(record.where()).contains("job j1 of the cluster http://127.0.0.1:8081");
  }

  /** Until another run has begun, whichever deploys fail before that. */
  @Test
  void theSavepointOfAStopIsKnownUntilTheNextRun() {
    RunRecord stopped =
        RunRecord.ofThisProcess("trips", "b:1")
            .with(URI.create("http://127.0.0.1:8081"), "j1", true)
            .with(7L)
            .ended("file:/s");
    assertThat(stopped.isSession()).isFalse();
    assertThat(Stopping.isOver(stopped, 7)).isTrue();

    RunRecord next =
        RunRecord.ofThisProcess("trips", "b:1")
            .after(stopped)
            .with(URI.create("http://127.0.0.1:8081"), "j2", true);
    assertThat(next.savepoint()).isEqualTo("file:/s");
    assertThat(next.run()).isEqualTo(7);
    assertThat(next.with(8L).savepoint()).isNull();
  }

  @Test
  void whatSomebodyElseWroteTellsOfNobody() throws IOException {
    Files.writeString(temporary.resolve("running/trips.json"), "not ours");
    assertThat(LearnerLock.read(state, "trips")).isEmpty();
    Files.writeString(
        temporary.resolve("running/trips.json"), "{\"learner\": \"trips\", \"later\": 1}");
    assertThat(LearnerLock.read(state, "trips"))
        .map(RunRecord::learner)
        .isEqualTo(Optional.of("trips"));
  }
}
