package io.gradstream.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.cli.running.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

  private static final MachineOptions OPTIONS =
      new MachineOptions("/data", 1001, 1002, 1003, 8, 512, 0);

  @TempDir private Path temporary;

  private final List<String> told = new ArrayList<>();
  private StateFolder state;
  private MachineFolder folder;
  private Process process;

  @BeforeEach
  void start() throws IOException {
    state = StateFolder.of(temporary);
    folder = new MachineFolder(state);
    Files.createDirectories(folder.path());
    process = new ProcessBuilder("sleep", "600").start();
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  private PartRecord living() {
    return new PartRecord(process.pid(), ProcessBirth.of(process.pid()).orElseThrow(), 0);
  }

  @Test
  void usageExample() throws IOException, InterruptedException {
    assertThat(Machine.of(state).isUp()).isFalse();

    folder.write(OPTIONS);
    folder.write(Part.BROKER, living());
    Machine machine = Machine.of(state);

    assertThat(machine.isUp()).isTrue();
    assertThat(machine.isComplete()).isFalse();
    assertThat(machine.brokers()).contains("127.0.0.1:1001");
    assertThat(machine.service()).isEmpty();
    assertThat(machine.parts()).map(PartStatus::runs).containsExactly(true, false, false);

    assertThat(new MachineStop(machine, told::add).stop()).isTrue();

    assertThat(told)
        .containsExactly(
            "the query service had ended already",
            "the cluster had ended already",
            "the broker has ended");
    assertThat(process.waitFor()).isNotZero();
    assertThat(Machine.of(state).isUp()).isFalse();
  }

  /** As after a start of the machine, when numbers are given anew. */
  @Test
  void anotherProcessOfTheSameNumberIsNeitherToldOfNorEnded() throws IOException {
    folder.write(OPTIONS);
    folder.write(Part.BROKER, new PartRecord(process.pid(), "of another start", 0));
    Machine machine = Machine.of(state);

    assertThat(machine.runsAnything()).isFalse();
    assertThat(machine.brokers()).isEmpty();
    assertThat(machine.parts().get(0).toText()).contains("has ended", "gradstream up");

    new MachineStop(machine, told::add).stop();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void aKilledProcessHasEndedThoughItsRecordIsThere() throws IOException, InterruptedException {
    folder.write(OPTIONS);
    folder.write(Part.JOB_MANAGER, living());
    assertThat(Machine.of(state).cluster()).isPresent();
    process.destroyForcibly().waitFor();
    assertThat(Machine.of(state).cluster()).isEmpty();
  }

  @Test
  void whatAnotherCommandIsAtIsNotStartedOrEnded() throws IOException {
    folder.write(OPTIONS);
    try (MachineLock held = MachineLock.take(folder.path())) {
      held.requireHeld();
      assertThatThrownBy(() -> new MachineStop(Machine.of(state), told::add).stop())
          .hasMessageContaining("another gradstream up or down is at work in " + folder.path());
    }
  }

  @Test
  void recordsOfLaterReleasesAreReadAndOthersAreNone() throws IOException {
    Files.writeString(folder.path().resolve("broker.json"), "{\"pid\": 1, \"more\": 2}");
    assertThat(folder.record(Part.BROKER)).map(PartRecord::pid).contains(1L);
    assertThat(Machine.of(state).runsAnything()).isFalse();
    Files.writeString(folder.path().resolve("broker.json"), "not ours");
    assertThat(folder.record(Part.BROKER)).isEmpty();
  }

  @Test
  void optionsOfAReleaseBeforeAreReadWithoutWhatItDidNotKnow() throws IOException {
    Files.writeString(
        folder.path().resolve("options.json"),
        """
        {"data": "/data", "brokerPort": 1001, "flinkPort": 1002, "servicePort": 1003, "slots": 8,
         "heapMegabytes": 512}""");
    assertThat(Machine.of(state).options()).contains(OPTIONS);
  }

  @Test
  void optionsAreComparedByTheirNames() {
    assertThat(OPTIONS.differences(OPTIONS)).isEmpty();
    assertThat(OPTIONS.differences(new MachineOptions("/data", 1001, 1009, 1003, 4, 512, 0)))
        .containsExactly("--flink-port was 1002 and is 1009", "--slots was 8 and is 4");
  }
}
