package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, as a user starts and ends it. */
final class DemoIT {

  @TempDir private Path temporary;

  @Test
  void theSummaryAddsUpAndNothingIsLeftRunning() throws Exception {
    Process demo = CommandLine.start(temporary, "demo", "--events", "20000", "--json");
    List<String> lines;
    CompletableFuture<List<ProcessHandle>> started = new CompletableFuture<>();
    try (BufferedReader output = demo.inputReader()) {
      lines =
          output
              .lines()
              .peek(
                  line -> {
                    if (line.contains("replaying")) {
                      started.complete(demo.descendants().toList());
                    }
                  })
              .toList();
    }
    assertThat(demo.waitFor()).as(String.join("\n", lines)).isZero();
    JsonNode summary = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    assertThat(summary.fieldNames())
        .toIterable()
        .containsExactly(
            "events",
            "seconds",
            "events_per_s",
            "accuracy",
            "auc",
            "no_change",
            "majority",
            "labels_joined",
            "labels_missed",
            "dead_letters",
            "model_version",
            "rss_mb");
    assertThat(summary.path("events").asLong()).isEqualTo(20_000);
    assertThat(
            summary.path("labels_joined").asLong()
                + summary.path("labels_missed").asLong()
                + summary.path("dead_letters").asLong())
        .isEqualTo(20_000);
    assertThat(summary.path("model_version").asText()).endsWith(".625"); // 20,000 / 32
    // how good the answers were depends on how fast this machine learned: only their range is sure
    assertThat(summary.path("accuracy").asDouble()).isBetween(0.0, 1.0);
    assertThat(summary.path("auc").asDouble()).isBetween(0.0, 1.0);
    assertGone(started.join());
  }

  @Test
  void ctrlCLeavesNothingRunning() throws Exception {
    Process demo = CommandLine.start(temporary, "demo");
    List<ProcessHandle> started = descendantsOnceReplaying(demo);
    assertThat(started).hasSize(4); // broker, JobManager, TaskManager, query service
    demo.destroy(); // SIGTERM takes the way of SIGINT: the JVM's shutdown hooks
    demo.waitFor();
    assertGone(started);
  }

  @Test
  void aDemoThatIsKilledLeavesNoProcess() throws Exception {
    Process demo = CommandLine.start(temporary, "demo");
    List<ProcessHandle> started = descendantsOnceReplaying(demo);
    demo.destroyForcibly().waitFor();
    started.forEach(process -> process.onExit().join());
    assertThat(started).noneMatch(ProcessHandle::isAlive);
  }

  private static List<ProcessHandle> descendantsOnceReplaying(Process demo) throws IOException {
    BufferedReader output = demo.inputReader();
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.append(line).append('\n');
      if (line.contains("replaying")) {
        return demo.descendants().toList();
      }
    }
    throw new AssertionError("the demo ended:\n" + seen);
  }

  private void assertGone(List<ProcessHandle> processes) {
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(temporary).isEmptyDirectory();
  }
}
