package io.gradstream.benchmarks.plasticity;

import io.gradstream.network.Network;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.HeadSpec.MultiClass;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.NetworkSpec;
import java.util.ArrayList;
import java.util.List;

/** One network on one task after the other; each mini-batch is predicted first, then learned. */
final class LongRun implements AutoCloseable {

  private static final int CLASSES = 10;
  private static final int[] NO_TABLES = {};

  private final LabeledImages images;
  private final int batch;
  private final Network network;
  private final float[] row;

  LongRun(LabeledImages images, List<Integer> hidden, int batch, Contender contender, long seed) {
    this.images = images;
    this.batch = batch;
    List<LayerSpec> layers = new ArrayList<>();
    hidden.forEach(width -> layers.add(new DenseSpec(width, Activation.RELU)));
    NetworkSpec spec = new NetworkSpec(images.values(), List.of(), layers, new MultiClass(CLASSES));
    network = new Network(spec, contender.training(), batch, seed);
    row = new float[images.values()];
  }

  TaskResult learn(PermutedTask task) {
    int right = 0;
    int whole = task.images().length / batch * batch;
    for (int first = 0; first < whole; first += batch) {
      for (int i = 0; i < batch; i++) {
        int image = task.images()[first + i];
        task.show(images.pixels()[image], row);
        network.input(i, row, 0, NO_TABLES, 0);
        network.target(i, images.classes()[image]);
      }
      network.train(batch);
      for (int i = 0; i < batch; i++) {
        right += told(i) == images.classes()[task.images()[first + i]] ? 1 : 0;
      }
    }
    return new TaskResult((double) right / whole, network.activity());
  }

  /** The most probable class, as the network was before the step. */
  private int told(int i) {
    int best = 0;
    for (int c = 1; c < CLASSES; c++) {
      best = network.output(i, c) > network.output(i, best) ? c : best;
    }
    return best;
  }

  @Override
  public void close() {
    network.close();
  }
}
