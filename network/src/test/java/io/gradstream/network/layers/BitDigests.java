package io.gradstream.network.layers;

import io.gradstream.network.EngineVersion;
import io.gradstream.network.Network;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.BlockSpec.Transformer;
import io.gradstream.network.spec.ConvolutionSpec.Convolution2d;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.Window;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.RecurrentSpec;
import io.gradstream.network.spec.RecurrentSpec.Cell;
import io.gradstream.network.spec.RecurrentSpec.Over;
import io.gradstream.network.spec.RecurrentSpec.Steps;
import io.gradstream.network.spec.Shape;
import io.gradstream.network.spec.TrainingSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Trains every layer a little and says to which bits: a line a network, its name and a hash of
 * weights and answers. A program of its own, run on other virtual machines.
 */
final class BitDigests {

  private static final int[] NO_TABLES = {};
  private static final int BATCH = 19;
  private static final int STEPS = 12;
  private static final TrainingSpec TRAINING =
      TrainingSpec.of(new OptimizerSpec.Adam(0.01f, 0.9f, 0.999f, 1e-8f));

  private BitDigests() {}

  public static void main(String[] arguments) {
    System.out.println(EngineVersion.kernels());
    lines().forEach(System.out::println);
  }

  static List<String> lines() {
    List<LayerSubject> subjects = new ArrayList<>(LayerSubject.all());
    subjects.addAll(wide());
    return subjects.stream().map(BitDigests::line).toList();
  }

  /** Of more than a vector, and of rows and sums that are cut. */
  private static List<LayerSubject> wide() {
    List<LayerSubject> all = new ArrayList<>();
    all.add(subject(new DenseSpec(83, Activation.TANH), Shape.of(300)));
    for (Cell cell : Cell.values()) {
      all.add(subject(new RecurrentSpec(cell, 37, Over.ROW, Steps.LAST, false), Shape.of(11, 21)));
    }
    all.add(subject(new Transformer(3, 100, true, 0f, Activation.GELU), Shape.of(23, 51)));
    Window window =
        new Window(Extent.square(3), Extent.square(1), Extent.square(1), Extent.square(1));
    all.add(subject(new Convolution2d(21, window, Activation.RELU), Shape.of(12, 11, 9)));
    return all;
  }

  private static LayerSubject subject(LayerSpec layer, Shape input) {
    return new LayerSubject(layer + " of " + input, layer, input);
  }

  private static String line(LayerSubject subject) {
    return String.format(Locale.ROOT, "%08x %s", digest(subject), subject);
  }

  private static int digest(LayerSubject subject) {
    try (Network network = new Network(subject.network(), TRAINING, BATCH, 1)) {
      Random random = new Random(7);
      int hash = 1;
      for (int step = 0; step < STEPS; step++) {
        int rows = 1 + step * 5 % BATCH; // few and many: their products are cut in other ways
        float[][] values = subject.rows(rows, step);
        for (int row = 0; row < rows; row++) {
          network.input(row, values[row], 0, NO_TABLES, 0);
          network.target(row, (float) random.nextGaussian());
        }
        network.train(rows);
        hash = 31 * hash + Float.floatToIntBits(network.output(0, 0));
      }
      for (int block = 0; block < network.blocks(NetworkVector.WEIGHTS); block++) {
        for (float weight : network.block(NetworkVector.WEIGHTS, block)) {
          hash = 31 * hash + Float.floatToIntBits(weight);
        }
      }
      return hash;
    }
  }
}
