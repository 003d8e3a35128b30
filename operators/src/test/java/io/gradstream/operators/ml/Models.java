package io.gradstream.operators.ml;

import java.util.List;

/** Model data that was really learned. */
final class Models {

  private Models() {}

  /** Versions 3.4, 3.8, ... of a small binary model of three features. */
  static List<ModelData> learned(int versions) throws Exception {
    OnlineNetwork network =
        new OnlineNetwork()
            .setHiddenLayers(8)
            .setBatchSize(8)
            .setLearningRate(0.01)
            .setSnapshotEverySteps(4)
            .setGeneration(3);
    try (LearnHarness harness = LearnHarness.start(network).learn(Rows.labelled(versions * 32))) {
      return harness.emitted();
    }
  }
}
