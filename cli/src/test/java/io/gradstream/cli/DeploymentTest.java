package io.gradstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a checkpoint that cannot be read. */
class DeploymentTest {

  @TempDir Path folder;

  @Test
  void theCommandGoesOnFromTheCheckpointBefore() throws IOException {
    Path before = checkpoint("a job/chk-4", 1000);
    Path newest = checkpoint("a job/chk-5", 2000);

    String told =
        deployment("deploy", "my spec.yaml", "--from", "x", "--state=s", "--from=y")
            .unreadable("file:" + newest, "java.io.EOFException");

    assertThat(told)
        .contains("learner trips cannot be restored from file:" + newest + ": java.io.EOFException")
        .endsWith("  gradstream deploy 'my spec.yaml' --state=s --from '%s'".formatted(before));
  }

  @Test
  void whereThereIsNoneBeforeAnotherMustBeNamed() throws IOException {
    Path only = checkpoint("job/chk-5", 2000);

    assertThat(deployment("deploy", "spec.yaml").unreadable("file:" + only, "torn"))
        .contains("There is none before it in " + folder)
        .contains("--from");
    assertThat(deployment("deploy", "spec.yaml").unreadable("s3://bucket/chk-1", "torn"))
        .contains("There is none before it");
  }

  private Deployment deployment(String... words) {
    return new Deployment("trips", folder, List.of(words), new PrintWriter(new StringWriter()));
  }

  private Path checkpoint(String name, long time) throws IOException {
    Path checkpoint = Files.createDirectories(folder.resolve(name));
    Path metadata = Files.createFile(checkpoint.resolve("_metadata"));
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(time));
    return checkpoint;
  }
}
