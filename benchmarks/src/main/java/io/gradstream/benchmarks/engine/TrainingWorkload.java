package io.gradstream.benchmarks.engine;

import io.gradstream.network.Network;
import io.gradstream.network.StepResult;
import java.util.Random;

/** Training steps on the same mini-batch; each checks that loss and gradients are finite. */
final class TrainingWorkload implements Workload {

  private final Network network;
  private final int batch;

  TrainingWorkload(BenchNetwork description) {
    batch = description.batch();
    network = new Network(description.spec(), description.training(), batch, 1);
    Random random = new Random(1);
    for (int row = 0; row < batch; row++) {
      network.input(row, description.input().row(random), 0, new int[0], 0);
      network.targets(row, description.target().row(random), 0);
    }
  }

  @Override
  public void step() {
    StepResult result = network.train(batch);
    if (!result.updated()) {
      throw new IllegalStateException("a step was skipped: its loss is " + result.loss());
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
