package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.layers.ReferenceSequence;
import io.gradstream.network.spec.HeadSpec.NextToken;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.Part;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.SequenceSpec.TokenEmbedding;
import io.gradstream.network.spec.Shape;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Embedding, transformer and head together. */
class LanguageModelTest {

  private static final int STEPS = 7;
  private static final int VOCABULARY = 9;

  /** Embedding and output layer alone: a table of the next token's logits, factored. */
  private static NetworkSpec bigrams(float smoothing) {
    return new NetworkSpec(
        List.of(new Part("text", Shape.of(STEPS))),
        List.of(),
        List.of(new TokenEmbedding(VOCABULARY, 5)),
        new NextToken(VOCABULARY, smoothing));
  }

  @ParameterizedTest
  @ValueSource(floats = {0f, 0.2f})
  void gradientsOfTableAndOutputAreThoseOfTheFormula(float smoothing) {
    int[][] tokens = LanguageModels.random(3, STEPS, VOCABULARY, 4);
    tokens[0][3] = 0; // padding amid a row has no loss as a target
    Arrays.fill(tokens[1], 2, STEPS + 1, 0);
    Arrays.fill(tokens[2], 0);
    try (Network network = new Network(bigrams(smoothing), new OptimizerSpec.Sgd(1f), 3, 1)) {
      randomizeButPadding(network);
      float[] before = Examples.all(network, NetworkVector.WEIGHTS);
      double[] weights = new double[before.length];
      for (int i = 0; i < before.length; i++) {
        weights[i] = before[i];
      }
      StepResult result = LanguageModels.train(network, tokens);
      float[] after = Examples.all(network, NetworkVector.WEIGHTS);
      assertThat((double) result.loss()).isCloseTo(loss(weights, tokens, smoothing), within(1e-5));
      int padding = 5 * VOCABULARY + VOCABULARY; // first row of the table
      for (int i = 0; i < weights.length; i++) {
        boolean zero = i >= padding && i < padding + 5;
        double expected = zero ? 0 : difference(weights, i, tokens, smoothing);
        assertThat((double) before[i] - after[i]).as("at %d", i).isCloseTo(expected, within(1e-5));
      }
    }
  }

  private static void randomizeButPadding(Network network) {
    Examples.randomizeWeights(network, 2);
    float[] all = network.block(NetworkVector.WEIGHTS, 0);
    Arrays.fill(all, 5 * VOCABULARY + VOCABULARY, 5 * VOCABULARY + VOCABULARY + 5, 0f);
    network.setBlock(NetworkVector.WEIGHTS, 0, all);
  }

  private static double difference(double[] weights, int i, int[][] tokens, float smoothing) {
    double weight = weights[i];
    weights[i] = weight + 1e-6;
    double above = loss(weights, tokens, smoothing);
    weights[i] = weight - 1e-6;
    double below = loss(weights, tokens, smoothing);
    weights[i] = weight;
    return (above - below) / 2e-6;
  }

  /** Output weight [5, vocabulary] and bias, then the table [vocabulary, 5]. */
  private static double loss(double[] weights, int[][] tokens, float smoothing) {
    double sum = 0;
    int count = 0;
    for (int[] row : tokens) {
      for (int t = 0; t < STEPS; t++) {
        if (row[t + 1] != 0) {
          double[] p = ReferenceSequence.softmax(logits(weights, row[t]));
          for (int token = 0; token < VOCABULARY; token++) {
            double wanted = smoothing / VOCABULARY + (token == row[t + 1] ? 1 - smoothing : 0);
            sum -= wanted * Math.log(p[token]);
          }
          count++;
        }
      }
    }
    return sum / count;
  }

  private static double[] logits(double[] weights, int token) {
    double[] z = new double[VOCABULARY];
    for (int j = 0; j < VOCABULARY; j++) {
      z[j] = weights[5 * VOCABULARY + j];
      for (int i = 0; i < 5; i++) {
        z[j] += weights[6 * VOCABULARY + token * 5 + i] * weights[i * VOCABULARY + j];
      }
    }
    return z;
  }

  @Test
  void withoutTargetsThereIsNoLossAndNoChange() {
    try (Network network = new Network(bigrams(0f), Examples.SGD, 2, 1)) {
      float[] before = Examples.all(network, NetworkVector.WEIGHTS);
      StepResult result = LanguageModels.train(network, new int[2][STEPS + 1]);
      assertThat(result.loss()).isZero();
      assertThat(Examples.all(network, NetworkVector.WEIGHTS)).isEqualTo(before);
    }
  }

  @Test
  void laterTokensChangeNoEarlierProbabilities() {
    NetworkSpec spec = LanguageModels.spec(STEPS, VOCABULARY, 6, 2, 0f);
    int[][] tokens = LanguageModels.random(1, STEPS, VOCABULARY, 4);
    try (Network network = new Network(spec, Examples.SGD, 1, 1)) {
      Examples.randomizeWeights(network, 3);
      float[] before = outputs(network, tokens);
      tokens[0][4] = 1 + tokens[0][4] % (VOCABULARY - 1);
      float[] after = outputs(network, tokens);
      for (int i = 0; i < 4 * VOCABULARY; i++) {
        assertThat(after[i]).isEqualTo(before[i]);
      }
      assertThat(after[4 * VOCABULARY]).isNotEqualTo(before[4 * VOCABULARY]);
      assertThat(after[6 * VOCABULARY]).isNotEqualTo(before[6 * VOCABULARY]);
    }
  }

  private static float[] outputs(Network network, int[][] tokens) {
    LanguageModels.stage(network, tokens);
    network.predict(tokens.length);
    float[] outputs = new float[network.outputWidth()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = network.output(0, i);
    }
    return outputs;
  }

  @Test
  void probabilitiesOfAStepSumToOne() {
    NetworkSpec spec = LanguageModels.spec(STEPS, VOCABULARY, 6, 1, 0f);
    try (Network network = new Network(spec, Examples.SGD, 1, 1)) {
      float[] outputs = outputs(network, LanguageModels.random(1, STEPS, VOCABULARY, 4));
      for (int t = 0; t < STEPS; t++) {
        double sum = 0;
        for (int token = 0; token < VOCABULARY; token++) {
          sum += outputs[t * VOCABULARY + token];
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
      }
    }
  }

  @Test
  void sameSeedGivesTheSameBits() {
    assertThat(weightsAfterTraining(1)).isEqualTo(weightsAfterTraining(1));
    assertThat(weightsAfterTraining(2)).isNotEqualTo(weightsAfterTraining(1));
  }

  private static float[] weightsAfterTraining(long seed) {
    NetworkSpec spec = LanguageModels.spec(STEPS, VOCABULARY, 6, 2, 0.1f);
    try (Network network = new Network(spec, Examples.ADAM, 5, seed)) {
      for (int step = 0; step < 20; step++) {
        LanguageModels.train(network, LanguageModels.random(5, STEPS, VOCABULARY, step));
      }
      return Examples.all(network, NetworkVector.WEIGHTS);
    }
  }

  /** Whatever weights and workspace hold then, the step is skipped and leaves nothing behind. */
  @Test
  void stepWithInfiniteWeightsIsSkippedAndForgotten() {
    NetworkSpec spec = LanguageModels.spec(STEPS, VOCABULARY, 6, 2, 0f);
    int[][] tokens = LanguageModels.random(3, STEPS, VOCABULARY, 4);
    try (Network network = new Network(spec, Examples.ADAM, 3, 1);
        Network undisturbed = new Network(spec, Examples.ADAM, 3, 1)) {
      float[] weights = network.block(NetworkVector.WEIGHTS, 0);
      float[] broken = weights.clone();
      Arrays.fill(broken, Float.POSITIVE_INFINITY);
      network.setBlock(NetworkVector.WEIGHTS, 0, broken);
      assertThat(LanguageModels.train(network, tokens).updated()).isFalse();
      network.setBlock(NetworkVector.WEIGHTS, 0, weights);
      assertThat(LanguageModels.train(network, tokens).updated()).isTrue();
      LanguageModels.train(undisturbed, tokens);
      assertThat(Examples.all(network, NetworkVector.WEIGHTS))
          .isEqualTo(Examples.all(undisturbed, NetworkVector.WEIGHTS));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {-1f, 9f, 2.5f, Float.NaN, 1e30f})
  void tokensOutsideTheVocabularyAreRefused(float token) {
    try (Network network = new Network(bigrams(0f), Examples.SGD, 1, 1)) {
      float[] before = Examples.all(network, NetworkVector.WEIGHTS);
      float[] tokens = {1, 2, token, 3, 4, 5, 6};
      network.input(0, tokens, 0, new int[0], 0);
      assertThatThrownBy(() -> network.train(1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "token of tokenEmbedding1 must be a whole number in [0, 9): token of"
                  + " tokenEmbedding1="
                  + token);
      assertThatThrownBy(() -> network.targets(0, tokens, 0))
          .hasMessage("target must be a token in [0, 9): target=" + token);
      assertThat(Examples.all(network, NetworkVector.WEIGHTS)).isEqualTo(before);
    }
  }

  /** Vectors are objects until the compiler has seen enough, so this takes as long as it needs. */
  @Tag("alone")
  @Test
  void aStepAllocatesNothingButItsResult() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    NetworkSpec spec = LanguageModels.spec(STEPS, VOCABULARY, 6, 1, 0.1f);
    try (Network network = new Network(spec, Examples.ADAM, 3, 1)) {
      LanguageModels.stage(network, LanguageModels.random(3, STEPS, VOCABULARY, 4));
      long thread = Thread.currentThread().getId();
      long perStep = Long.MAX_VALUE;
      for (int round = 0; round < 200 && perStep > 24; round++) {
        long before = threads.getThreadAllocatedBytes(thread);
        for (int step = 0; step < 1000; step++) {
          network.train(3);
        }
        perStep = (threads.getThreadAllocatedBytes(thread) - before) / 1000;
      }
      assertThat(perStep).isLessThanOrEqualTo(24);
    }
  }
}
