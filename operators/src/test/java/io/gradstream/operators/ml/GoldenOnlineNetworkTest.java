package io.gradstream.operators.ml;

import io.gradstream.network.spec.NetworkVector;
import io.gradstream.operators.GoldenState;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

/** State of the Flink ML adapter that a release wrote is restored, and it goes on. */
class GoldenOnlineNetworkTest {

  private final List<Row> rows = Rows.labelled(150);

  @Test
  void theLearnerGoesOn() throws Exception {
    GoldenState.check(
        "ml-learn-1",
        () -> {
          try (LearnHarness learner = LearnHarness.start(network())) {
            return learner.learn(rows.subList(0, 101)).savepoint(); // a mini-batch half full
          }
        },
        state -> {
          try (LearnHarness learner = LearnHarness.restore(network(), state)) {
            learner.learn(rows.subList(101, 150));
            List<String> said = new ArrayList<>();
            learner.emitted().forEach(model -> said.add(model.version().toString()));
            said.add(GoldenState.numbers(learner.vector(NetworkVector.WEIGHTS)));
            said.add(GoldenState.numbers(learner.vector(NetworkVector.MOMENTS)));
            return said;
          }
        });
  }

  @Test
  void rowsThatWaitForAModelAndTheNewestModelAreKept() throws Exception {
    GoldenState.check(
        "ml-predict-1",
        () -> {
          try (PredictHarness predictor = PredictHarness.start(100)) {
            return predictor.row(1, Vectors.dense(0.5, -0.25, 1)).savepoint();
          }
        },
        state -> {
          try (PredictHarness predictor = PredictHarness.restore(state)) {
            return said(predictor.model(Models.learned(1).get(0)));
          }
        });
    GoldenState.check(
        "ml-predict-with-model-1",
        () -> {
          try (PredictHarness predictor = PredictHarness.start(100)) {
            return predictor.model(Models.learned(1).get(0)).savepoint();
          }
        },
        state -> {
          try (PredictHarness predictor = PredictHarness.restore(state)) {
            return said(predictor.row(2, Vectors.dense(-0.5, 0.25, 1)));
          }
        });
  }

  private static List<String> said(PredictHarness predictor) {
    return predictor.emitted().stream()
        .map(row -> row.getField(0) + " " + row.getField(2) + " " + row.getField(4))
        .toList();
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
