package io.gradstream.operators.ml;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.model.SnapshotCodec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.schemas.Version;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class LearnOperatorTest {

  private static final int ROWS = 200;

  /** Not a multiple of the batch: the crash comes with a mini-batch half full. */
  private static final int CHECKPOINT_AFTER = 101;

  private final List<Row> rows = Rows.labelled(ROWS);

  /** Flink ML's OnlineLogisticRegression starts with zero accumulators after a restore. */
  @Test
  void optimizerStateIsRestoredAfterACrash() throws Exception {
    try (LearnHarness undisturbed = LearnHarness.start(network()).learn(rows);
        LearnHarness restored =
            LearnHarness.restore(network(), crashed()).learn(afterCheckpoint())) {
      float[] moments = undisturbed.vector(NetworkVector.MOMENTS);
      assertThat(moments).isNotEqualTo(new float[moments.length]);
      assertThat(restored.vector(NetworkVector.MOMENTS)).isEqualTo(moments);
      assertThat(restored.vector(NetworkVector.WEIGHTS))
          .isEqualTo(undisturbed.vector(NetworkVector.WEIGHTS));
    }
  }

  /** Flink ML's OnlineLogisticRegression starts at version 1 again. */
  @Test
  void versionsAreNeverReusedAfterARestart() throws Exception {
    try (LearnHarness undisturbed = LearnHarness.start(network()).learn(rows);
        LearnHarness restarted =
            LearnHarness.restore(network().setGeneration(9), crashed()).learn(afterCheckpoint())) {
      List<Version> before = List.of(version(4), version(8), version(12));
      List<Version> after = List.of(version(16), version(20), version(24));
      assertThat(restarted.emitted()).extracting(ModelData::version).isEqualTo(after);
      assertThat(undisturbed.emitted())
          .extracting(ModelData::version)
          .isEqualTo(Stream.of(before, after).flatMap(List::stream).toList());
    }
  }

  @Test
  void sameVersionHasTheSameBytesAfterACrash() throws Exception {
    try (LearnHarness undisturbed = LearnHarness.start(network()).learn(rows);
        LearnHarness restored =
            LearnHarness.restore(network(), crashed()).learn(afterCheckpoint())) {
      assertThat(restored.emitted().stream().map(ModelData::snapshot).toArray())
          .isEqualTo(undisturbed.emitted().stream().skip(3).map(ModelData::snapshot).toArray());
    }
  }

  @Test
  void lastVersionIsEmittedWhenInputEnds() throws Exception {
    try (LearnHarness harness = LearnHarness.start(network()).learn(rows)) {
      harness.endInput();
      assertThat(harness.emitted()).last().returns(version(25), ModelData::version);
    }
  }

  @Test
  void versionsDueAreEmittedOnceWhenInputEnds() throws Exception {
    try (LearnHarness harness = LearnHarness.start(network()).learn(rows.subList(0, 32))) {
      harness.endInput();
      assertThat(harness.emitted()).extracting(ModelData::version).containsExactly(version(4));
    }
  }

  @Test
  void snapshotNamesItsVersionAndWhatItLearned() throws Exception {
    try (LearnHarness harness = LearnHarness.start(network()).learn(rows.subList(0, 32))) {
      var snapshot = SnapshotCodec.decode(harness.emitted().get(0).snapshot());
      assertThat(snapshot.version()).isEqualTo(version(4));
      assertThat(snapshot.lineage().examples()).isEqualTo(32);
    }
  }

  @Test
  void unusableRowsAreCountedAndChangeNothing() throws Exception {
    List<Row> unusable =
        List.of(
            Row.of(null, 1.0),
            Row.of(Vectors.dense(1, 2, 3), null),
            Row.of(Vectors.dense(1, 2, 3), Double.NaN),
            Row.of(Vectors.dense(1, 2, 3), 0.5),
            Row.of(Vectors.dense(1, 2), 1.0));
    try (LearnHarness clean = LearnHarness.start(network()).learn(rows);
        LearnHarness dirty =
            LearnHarness.start(network())
                .learn(rows.subList(0, 30))
                .learn(unusable)
                .learn(rows.subList(30, ROWS))) {
      assertThat(dirty.rejected()).isEqualTo(unusable.size());
      assertThat(dirty.vector(NetworkVector.WEIGHTS))
          .isEqualTo(clean.vector(NetworkVector.WEIGHTS));
    }
  }

  private OperatorSubtaskState crashed() throws Exception {
    try (LearnHarness crashing =
        LearnHarness.start(network()).learn(rows.subList(0, CHECKPOINT_AFTER))) {
      OperatorSubtaskState checkpoint = crashing.checkpoint();
      crashing.learn(rows.subList(CHECKPOINT_AFTER, CHECKPOINT_AFTER + 50));
      return checkpoint;
    }
  }

  private List<Row> afterCheckpoint() {
    return rows.subList(CHECKPOINT_AFTER, ROWS);
  }

  private static Version version(long step) {
    return new Version(3, step);
  }

  private static OnlineNetwork network() {
    return new OnlineNetwork()
        .setHiddenLayers(8)
        .setBatchSize(8)
        .setSnapshotEverySteps(4)
        .setSeed(5)
        .setGeneration(3);
  }
}
