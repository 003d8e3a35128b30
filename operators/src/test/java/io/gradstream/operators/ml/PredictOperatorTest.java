package io.gradstream.operators.ml;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.model.Model;
import io.gradstream.model.SnapshotCodec;
import java.util.List;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PredictOperatorTest {

  private static final Vector FEATURES = Vectors.dense(0.4, 0.3, -0.2);

  private static ModelData first;
  private static ModelData second;

  @BeforeAll
  static void learn() throws Exception {
    List<ModelData> versions = Models.learned(2);
    first = versions.get(0);
    second = versions.get(1);
  }

  /** Flink ML's OnlineLogisticRegressionModel stamps new versions on its first model's answers. */
  @Test
  void predictionsChangeWhenTheVersionDoes() throws Exception {
    try (PredictHarness harness = PredictHarness.start(100)) {
      harness.model(first).row(1, FEATURES).model(second).row(2, FEATURES);
      Row before = harness.emitted().get(0);
      Row after = harness.emitted().get(1);
      assertThat(version(before)).isEqualTo("3.4");
      assertThat(version(after)).isEqualTo("3.8");
      assertThat(probability(before)).isEqualTo(probabilityBy(first));
      assertThat(probability(after)).isEqualTo(probabilityBy(second));
      assertThat(probability(after)).isNotEqualTo(probability(before));
    }
  }

  @Test
  void olderVersionChangesNothing() throws Exception {
    try (PredictHarness harness = PredictHarness.start(100)) {
      harness.model(second).model(first).row(1, FEATURES);
      assertThat(version(harness.emitted().get(0))).isEqualTo("3.8");
      assertThat(probability(harness.emitted().get(0))).isEqualTo(probabilityBy(second));
    }
  }

  @Test
  void rowsWaitForTheFirstModelInTheirOrder() throws Exception {
    try (PredictHarness harness = PredictHarness.start(100)) {
      harness.row(1, FEATURES).row(2, FEATURES);
      assertThat(harness.emitted()).isEmpty();
      harness.model(first);
      assertThat(harness.emitted()).extracting(row -> row.getField(0)).containsExactly(1, 2);
      assertThat(harness.emitted()).extracting(PredictOperatorTest::version).containsOnly("3.4");
    }
  }

  @Test
  void waitingRowsSurviveARestore() throws Exception {
    OperatorSubtaskState state;
    try (PredictHarness crashing = PredictHarness.start(100).row(1, FEATURES)) {
      state = crashing.checkpoint();
    }
    try (PredictHarness restored = PredictHarness.restore(state)) {
      restored.row(2, FEATURES).model(first);
      assertThat(restored.emitted()).extracting(row -> row.getField(0)).containsExactly(1, 2);
    }
  }

  @Test
  void restoredOperatorPredictsWithTheModelItHad() throws Exception {
    OperatorSubtaskState state;
    try (PredictHarness crashing = PredictHarness.start(100).model(second)) {
      state = crashing.checkpoint();
    }
    try (PredictHarness restored = PredictHarness.restore(state)) {
      restored.model(first).row(1, FEATURES);
      assertThat(version(restored.emitted().get(0))).isEqualTo("3.8");
      assertThat(probability(restored.emitted().get(0))).isEqualTo(probabilityBy(second));
    }
  }

  @Test
  void oldestRowBeyondTheLimitGoesOnWithoutPrediction() throws Exception {
    try (PredictHarness harness = PredictHarness.start(1)) {
      harness.row(1, FEATURES).row(2, FEATURES);
      assertThat(harness.emitted()).containsExactly(Row.of(1, FEATURES, null, null, null));
    }
  }

  @Test
  void rowsWaitNoLongerWhenModelDataEndsWithoutAModel() throws Exception {
    try (PredictHarness harness = PredictHarness.start(100)) {
      harness.row(1, FEATURES).endOfModelData().row(2, FEATURES);
      assertThat(harness.emitted())
          .containsExactly(
              Row.of(1, FEATURES, null, null, null), Row.of(2, FEATURES, null, null, null));
    }
  }

  @Test
  void vectorOfAnotherSizeGoesOnWithoutPrediction() throws Exception {
    Vector shorter = Vectors.dense(1, 2);
    try (PredictHarness harness = PredictHarness.start(100)) {
      harness.model(first).row(1, shorter).row(2, null);
      assertThat(harness.emitted())
          .containsExactly(Row.of(1, shorter, null, null, null), Row.of(2, null, null, null, null));
    }
  }

  @Test
  void corruptSnapshotLeavesTheModel() throws Exception {
    byte[] torn = second.snapshot().clone();
    torn[torn.length / 2] ^= 1;
    try (PredictHarness harness = PredictHarness.start(100)) {
      harness.model(first).model(new ModelData(second.version(), torn)).row(1, FEATURES);
      assertThat(version(harness.emitted().get(0))).isEqualTo("3.4");
      harness.model(second).row(2, FEATURES);
      assertThat(version(harness.emitted().get(1))).isEqualTo("3.8");
    }
  }

  private static double probabilityBy(ModelData data) {
    try (Model model = Model.of(SnapshotCodec.decode(data.snapshot()))) {
      return model.predict(VectorEvents.of(FEATURES))[0];
    }
  }

  private static double probability(Row row) {
    return row.<DenseVector>getFieldAs(3).get(1);
  }

  private static String version(Row row) {
    return row.getFieldAs(4);
  }
}
