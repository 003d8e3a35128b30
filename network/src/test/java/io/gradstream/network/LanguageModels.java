package io.gradstream.network;

import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.BlockSpec.Transformer;
import io.gradstream.network.spec.HeadSpec.NextToken;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.LayerNormSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.Part;
import io.gradstream.network.spec.SequenceSpec.Position;
import io.gradstream.network.spec.SequenceSpec.TokenEmbedding;
import io.gradstream.network.spec.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small language models and their rows. */
final class LanguageModels {

  private static final int[] NO_TABLES = {};

  private LanguageModels() {}

  /** Embedding, positions, blocks of two heads, norm. */
  static NetworkSpec spec(int steps, int vocabulary, int width, int blocks, float smoothing) {
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(new TokenEmbedding(vocabulary, width));
    layers.add(new Position(Position.Kind.LEARNED));
    for (int block = 0; block < blocks; block++) {
      layers.add(new Transformer(2, 2 * width, true, 0f, Activation.TANH));
    }
    layers.add(new LayerNormSpec());
    return new NetworkSpec(
        List.of(new Part("text", Shape.of(steps))),
        List.of(),
        layers,
        new NextToken(vocabulary, smoothing));
  }

  /** Tokens [rows, steps + 1]: a row's target of a step is the token after it. */
  static int[][] random(int rows, int steps, int vocabulary, long seed) {
    Random random = new Random(seed);
    int[][] tokens = new int[rows][steps + 1];
    for (int[] row : tokens) {
      for (int t = 0; t <= steps; t++) {
        row[t] = 1 + random.nextInt(vocabulary - 1);
      }
    }
    return tokens;
  }

  static void stage(Network network, int[][] tokens) {
    for (int row = 0; row < tokens.length; row++) {
      float[] floats = new float[tokens[row].length];
      for (int t = 0; t < floats.length; t++) {
        floats[t] = tokens[row][t];
      }
      network.input(row, floats, 0, NO_TABLES, 0);
      network.targets(row, floats, 1);
    }
  }

  static StepResult train(Network network, int[][] tokens) {
    stage(network, tokens);
    return network.train(tokens.length);
  }
}
