package io.gradstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedStateTest {

  @TempDir Path folder;

  @Test
  void whatTheJobSaidIsFoundInTheLog() throws IOException {
    Path log = folder.resolve("jobmanager.log");
    Files.writeString(
        log,
        """
        2026-01-01 INFO all is well
        org.apache.flink.runtime.execution.SuppressRestartsException: Unrecoverable failure.
        \tat some.place
        Caused by: io.gradstream.learning.change.IncompatibleStateException: the checkpoint is of another spec
        \tat another.place
        """);

    assertThat(RefusedState.in(log).orElseThrow()).hasMessage("the checkpoint is of another spec");
  }

  @Test
  void whyFlinkCouldNotReadTheCheckpointIsFoundInTheLog() throws IOException {
    Path log = folder.resolve("jobmanager.log");
    Files.writeString(
        log,
        """
        JobInitializationException: Could not start the JobMaster.
        Caused by: java.util.concurrent.CompletionException: java.io.IOException: outer
        \tat java.base/java.util.concurrent.CompletableFuture.encodeThrowable(CompletableFuture.java:315)
        \t... 3 more
        Caused by: java.io.IOException: Unexpected magic number 7
        \tat org.apache.flink.runtime.checkpoint.Checkpoints.loadCheckpointMetadata(Checkpoints.java:118)
        \tat org.apache.flink.runtime.checkpoint.CheckpointCoordinator.restoreSavepoint(CheckpointCoordinator.java:1922)
        """);

    assertThat(RefusedState.unreadable(log))
        .contains("java.io.IOException: Unexpected magic number 7");
    assertThat(RefusedState.in(log)).isEmpty();
  }

  @Test
  void anotherEndIsNone() throws IOException {
    Path log = folder.resolve("jobmanager.log");
    Files.writeString(log, "2026-01-01 INFO killed\n");

    assertThat(RefusedState.in(log)).isEmpty();
    assertThat(RefusedState.unreadable(log)).isEmpty();
  }
}
