package io.gradstream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.local.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gradstream broker}: what was sent is there after the next start. */
final class KeptBrokerIT {

  @TempDir private Path folder;

  @Test
  void recordsOutliveTheBrokerThatTookThem() throws Exception {
    Path data = folder.resolve("data with blanks");
    int port = FreePorts.pick();
    Process first = start(data, port);
    awaitListening(first);
    try (Sender sender = new Sender("127.0.0.1:" + port)) {
      sender.good("kept", "a", "one");
    }
    Process second = start(data, FreePorts.pick());
    assertThat(output(second)).contains("another broker is running on the data in " + data);
    assertThat(second.waitFor()).isEqualTo(1);
    end(first);

    int otherPort = FreePorts.pick();
    Process again = start(data, otherPort);
    awaitListening(again);
    try (TopicReader<String> records =
        new TopicReader<>("127.0.0.1:" + otherPort, "kept", bytes -> new String(bytes, UTF_8))) {
      assertThat(Eventually.get(records::poll, all -> !all.isEmpty())).isEqualTo(List.of("one"));
    }
    end(again);
  }

  @Test
  void aPortInUseIsToldBeforeAnythingStarts() throws Exception {
    try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process broker = start(folder.resolve("data"), used.getLocalPort());

      assertThat(output(broker))
          .contains("port %d of 127.0.0.1 cannot be listened on".formatted(used.getLocalPort()));
      assertThat(broker.waitFor()).isEqualTo(1);
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsToldByName() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    Process broker = start(file.resolve("data"), FreePorts.pick());

    assertThat(output(broker)).contains("cannot write to the broker's folder " + file);
    assertThat(broker.waitFor()).isEqualTo(1);
  }

  private Process start(Path data, int port) throws IOException {
    return CommandLine.start(
        folder, "broker", "--data", data.toString(), "--port", Integer.toString(port));
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  /** Leaves the stream open: the process goes on. */
  private static void awaitListening(Process process) throws IOException {
    BufferedReader lines = process.inputReader(UTF_8);
    StringBuilder seen = new StringBuilder();
    String line = lines.readLine();
    while (line != null && !line.startsWith("listening on 127.0.0.1:")) {
      seen.append(line).append('\n');
      line = lines.readLine();
    }
    assertThat(line).as(seen.toString()).isNotNull();
  }

  private static void end(Process process) throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
