package io.gradstream.cli.machine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.cli.running.StateFolder;
import io.gradstream.local.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineRoomTest {

  private static final Set<Part> ALL = EnumSet.allOf(Part.class);

  @TempDir private Path temporary;

  private MachineRoom room(Path state, Path data, int port) {
    return room(state, data, port, 0);
  }

  private static MachineRoom room(Path state, Path data, int port, int metricsPort) {
    MachineOptions options =
        new MachineOptions(data.toString(), port, port, FreePorts.pick(), 8, 512, metricsPort);
    return new MachineRoom(new MachineFolder(StateFolder.of(state)), options);
  }

  @Test
  void usageExample() {
    MachineRoom room =
        room(temporary.resolve("state"), temporary.resolve("data"), FreePorts.pick());
    assertThatCode(() -> room.require(ALL)).doesNotThrowAnyException();
  }

  @Test
  void everythingInTheWayIsToldAtOnce() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      MachineRoom room = room(file.resolve("state"), file.resolve("data"), used.getLocalPort());
      assertThatThrownBy(() -> room.require(ALL))
          .hasMessageContaining("nothing was started")
          .hasMessageContaining("cannot write to the folder " + file.resolve("state"))
          .hasMessageContaining("cannot write to the broker's folder " + file.resolve("data"))
          .hasMessageContaining("port %d of 127.0.0.1".formatted(used.getLocalPort()))
          .hasMessageContaining("--broker-port")
          .hasMessageContaining("--flink-port")
          .hasMessageNotContaining("--service-port");
    }
  }

  @Test
  void aPortOfMetricsThatIsTakenIsToldWhicheverProcessWantsIt() throws IOException {
    try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int taken = used.getLocalPort();
      for (int first : new int[] {taken, taken - 1}) {
        MachineRoom room = room(temporary, temporary.resolve("data"), FreePorts.pick(), first);
        assertThatThrownBy(() -> room.require(ALL))
            .hasMessageContaining("port %d of 127.0.0.1".formatted(taken))
            .hasMessageContaining("choose others with --metrics-port");
      }
    }
  }

  @Test
  void whatRunsAlreadyNeedsNoPort() throws IOException {
    try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      MachineRoom room = room(temporary, temporary.resolve("data"), used.getLocalPort());
      assertThatCode(() -> room.require(Set.of(Part.SERVICE))).doesNotThrowAnyException();
    }
  }
}
