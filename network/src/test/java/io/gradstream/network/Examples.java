package io.gradstream.network;

import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.HeadSpec.Binary;
import io.gradstream.network.spec.HeadSpec.MultiClass;
import io.gradstream.network.spec.HeadSpec.Regression;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.EmbeddingSpec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.ValueLoss;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Random examples for a network, and what tests do with them.
 *
 * @param dense [examples, inputs]
 * @param rows [examples, tables]
 * @param targets [examples]
 */
public record Examples(float[][] dense, int[][] rows, float[] targets) {

  public static final OptimizerSpec SGD = new OptimizerSpec.Sgd(0.1f);
  public static final OptimizerSpec MOMENTUM = new OptimizerSpec.Momentum(0.05f, 0.9f);
  public static final OptimizerSpec ADAM = new OptimizerSpec.Adam(0.01f, 0.9f, 0.999f, 1e-8f);

  public static final List<HeadSpec> HEADS =
      List.of(new Binary(), new MultiClass(3), new Regression());

  /** Odd widths, every activation, two tables. */
  public static NetworkSpec everything(HeadSpec head) {
    return new NetworkSpec(
        5,
        List.of(new EmbeddingSpec("origin", 7, 3), new EmbeddingSpec("carrier", 4, 9)),
        List.of(
            new DenseSpec(19, Activation.TANH),
            new DenseSpec(33, Activation.RELU),
            new DenseSpec(8, Activation.SIGMOID),
            new DenseSpec(6, Activation.LINEAR)),
        head);
  }

  public static Examples random(NetworkSpec spec, int count, long seed) {
    Random random = new Random(seed);
    float[][] dense = new float[count][spec.inputs()];
    int[][] rows = new int[count][spec.embeddings().size()];
    float[] targets = new float[count];
    for (int e = 0; e < count; e++) {
      for (int i = 0; i < spec.inputs(); i++) {
        dense[e][i] = (float) random.nextGaussian();
      }
      for (int t = 0; t < rows[e].length; t++) {
        rows[e][t] = random.nextInt(spec.embeddings().get(t).rows());
      }
      targets[e] = target(spec.head(), random);
    }
    return new Examples(dense, rows, targets);
  }

  private static float target(HeadSpec head, Random random) {
    if (head instanceof MultiClass classes) {
      return random.nextInt(classes.classes());
    }
    boolean isValue =
        head instanceof Regression regression
            && !(regression.loss() instanceof ValueLoss.CrossEntropy);
    return isValue ? (float) random.nextGaussian() : random.nextInt(2);
  }

  int count() {
    return targets.length;
  }

  public void stage(Network network) {
    for (int e = 0; e < count(); e++) {
      network.input(e, dense[e], 0, rows[e], 0);
      if (network.targetWidth() == 1) {
        network.target(e, targets[e]);
      }
    }
  }

  public StepResult train(Network network) {
    stage(network);
    return network.train(count());
  }

  /** The examples in another order: {@code order[i]} comes i-th. */
  Examples inOrder(int[] order) {
    Examples result = new Examples(new float[count()][], new int[count()][], new float[count()]);
    for (int e = 0; e < count(); e++) {
      result.dense[e] = dense[order[e]];
      result.rows[e] = rows[order[e]];
      result.targets[e] = targets[order[e]];
    }
    return result;
  }

  public static float[] all(Network network, NetworkVector vector) {
    float[] all = new float[0];
    for (int block = 0; block < network.blocks(vector); block++) {
      float[] values = network.block(vector, block);
      all = Arrays.copyOf(all, all.length + values.length);
      System.arraycopy(values, 0, all, all.length - values.length, values.length);
    }
    return all;
  }

  public static void copy(Network from, Network to) {
    for (NetworkVector vector : NetworkVector.values()) {
      for (int block = 0; block < from.blocks(vector); block++) {
        to.setBlock(vector, block, from.block(vector, block));
      }
    }
    to.setSteps(from.steps());
    to.setLearningRate(from.learningRate());
  }

  /** Small random weights, tables included. */
  public static void randomizeWeights(Network network, long seed) {
    Random random = new Random(seed);
    float[] values = all(network, NetworkVector.WEIGHTS);
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.4f * (float) random.nextGaussian();
    }
    for (int block = 0; block < network.blocks(NetworkVector.WEIGHTS); block++) {
      int from = block * Network.BLOCK;
      int to = Math.min(values.length, from + Network.BLOCK);
      network.setBlock(NetworkVector.WEIGHTS, block, Arrays.copyOfRange(values, from, to));
    }
  }
}
