package io.gradstream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.local.RetainedCheckpoints;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code deploy} says of a checkpoint that is damaged, and that the one before it is there.
 */
@ExtendWith(OnCluster.class)
final class DamagedCheckpointIT {

  private static final Pattern WAY_OUT = Pattern.compile("--from '?([^'\\n]+)'?");

  @TempDir private Path temporary;

  private final Cluster cluster;

  DamagedCheckpointIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void deployEndsWithTheCommandThatGoesOnFromTheCheckpointBefore() throws Exception {
    runUntilItHasKept(3, "--anew"); // other tests of this learner have no checkpoints here
    Path newest = checkpoints().get(0);
    Path before = checkpoints().get(1);

    flipABit(newest); // the checksums tell before anything is started
    assertThat(refusal()).contains(newest.toString(), "is not what was written", "CRC-32C");

    Files.delete(newest.resolveSibling(newest.getFileName() + ".crc32c")); // Flink alone tells
    assertThat(wayOut(refusal())).isEqualTo(before);
    runUntilItHasKept(4, "--from", before.toString()); // NO_CLAIM: those of the job before stay
  }

  /** Deploys the learner until so many checkpoints are there, and ends it. */
  private void runUntilItHasKept(int count, String... more) throws Exception {
    Process deploy = deploy(more);
    try (BufferedReader output = deploy.inputReader(UTF_8)) {
      List<String> said = new ArrayList<>();
      String line = output.readLine();
      while (line != null && !line.equals("learner redeployed runs")) {
        said.add(line);
        line = output.readLine();
      }
      assertThat(line).as(String.join("\n", said)).isNotNull();
      Eventually.get(this::checkpoints, kept -> kept.size() >= count);
      Eventually.get(this::sums, noted -> noted >= count);
    } finally {
      deploy.destroy();
      deploy.waitFor();
    }
  }

  /** What a deploy says that ends by itself. */
  private String refusal() throws Exception {
    Process deploy = deploy();
    String said = new String(deploy.getInputStream().readAllBytes(), UTF_8);
    assertThat(deploy.waitFor()).as(said).isEqualTo(1);
    assertThat(said).contains("cannot be restored from").doesNotContain("redeployed runs");
    return said;
  }

  private static Path wayOut(String said) {
    Matcher found = WAY_OUT.matcher(said);
    assertThat(found.find()).as(said).isTrue();
    return Path.of(found.group(1));
  }

  private Process deploy(String... more) throws IOException {
    Stream<String> words =
        Stream.of(
            "deploy",
            Learners.path("redeployed.yaml").toString(),
            "--brokers",
            cluster.broker().address(),
            "--parallelism",
            "1",
            "--state",
            temporary.resolve("a state").toString());
    return CommandLine.start(
        temporary, Stream.concat(words, Stream.of(more)).toArray(String[]::new));
  }

  private List<Path> checkpoints() {
    try {
      return RetainedCheckpoints.in(temporary.resolve("a state/checkpoints/redeployed"))
          .newestFirst();
    } catch (IOException | UncheckedIOException e) {
      return List.of(); // one went while they were listed
    }
  }

  private long sums() {
    return checkpoints().stream()
        .filter(one -> Files.exists(one.resolveSibling(one.getFileName() + ".crc32c")))
        .count();
  }

  /** In the version of the list of files, which no reader takes. */
  private static void flipABit(Path checkpoint) throws IOException {
    Path metadata = checkpoint.resolve("_metadata");
    FileTime time = Files.getLastModifiedTime(metadata);
    byte[] bytes = Files.readAllBytes(metadata);
    bytes[4] ^= 0x40;
    Files.write(metadata, bytes);
    Files.setLastModifiedTime(metadata, time);
  }
}
