package io.gradstream.operators.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.LearnerHarness;
import io.gradstream.operators.TestSpecs;
import io.gradstream.operators.Trips;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.SnapshotMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of snapshots when their folder fails: the task goes on, and they come later. */
class PublishingTest {

  private static final SpecBundle SPEC = TestSpecs.withSnapshotFiles(TestSpecs.inEvent());

  @TempDir Path folder;

  private final Trips trips = new Trips(SPEC, 1);

  @Test
  void aFolderThatIsAFileIsCountedAndTheSnapshotsComeOnceItIsGone() throws Exception {
    Path inTheWay = Files.createFile(folder.resolve("trips"));
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learnAll(learner);
      learner.clock(2000);
      assertThat(learner.snapshots()).isEmpty();
      assertThat(learner.predictions()).hasSize(100);
      assertThat(newest(learner, "snapshots.failed")).isPositive();

      Files.delete(inTheWay);
      learner.clock(4000);
      assertThat(learner.snapshots()).isNotEmpty();
      assertThat(newest(learner, "unpublished")).isZero();
    }
  }

  @Test
  void aSnapshotWhoseFileIsGoneIsPublishedAgainThoughNothingIsLearned() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learnAll(learner);
      learner.clock(2000);
      List<SnapshotMessage> published = List.copyOf(learner.snapshots());
      assertThat(published).isNotEmpty();
      byte[] before = bytes(published.get(0));
      for (Path file : files()) {
        Files.delete(file);
      }

      learner.clock(4000);

      assertThat(learner.snapshots()).hasSize(2 * published.size());
      assertThat(learner.snapshots()).containsAll(published);
      assertThat(bytes(published.get(0))).isEqualTo(before);
    }
  }

  private void learnAll(LearnerHarness learner) throws Exception {
    learner.process(trips.lessons(0, 100));
    learner.watermark(Trips.time(100));
  }

  private byte[] bytes(SnapshotMessage message) throws IOException {
    String file = ((SnapshotMessage.Reference) message.content()).uri();
    return Files.readAllBytes(folder.resolve("trips").resolve(file));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("trips"))) {
      return files.toList();
    }
  }

  private static double newest(LearnerHarness learner, String measure) {
    return learner.metrics().stream()
        .flatMap(report -> report.measures().stream())
        .filter(one -> one.name().equals(measure))
        .mapToDouble(MetricReport.Measure::value)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }
}
