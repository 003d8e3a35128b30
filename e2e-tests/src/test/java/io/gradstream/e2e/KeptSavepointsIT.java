package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.faults.KeptSavepoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Savepoints of learners' jobs that earlier releases of Flink wrote, on either state backend and in
 * either form, restored by the Flink of today.
 *
 * <p>They are never written again. For another release one adds its name: {@code
 * -Dgradstream.write=true} makes what is not there yet.
 */
@ResourceLock(OnCluster.MACHINE)
final class KeptSavepointsIT {

  private static final Path FOLDER = Path.of("src/test/resources/savepoints");

  @ParameterizedTest
  @ValueSource(strings = "flink-1.20")
  void everyBitIsThatOfAnUndisturbedRun(String release) throws IOException {
    Path folder = FOLDER.resolve(release);
    if (Boolean.getBoolean("gradstream.write") && !Files.exists(folder)) {
      try (KeptSavepoints of = KeptSavepoints.start(folder, System.out::println)) {
        of.make();
      }
    }
    try (KeptSavepoints of = KeptSavepoints.start(folder, System.out::println)) {
      assertThat(of.goOn()).isEmpty();
    }
  }
}
