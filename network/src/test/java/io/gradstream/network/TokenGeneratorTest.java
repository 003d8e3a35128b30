package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.spec.HeadSpec.Binary;
import io.gradstream.network.spec.NetworkSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TokenGeneratorTest {

  private static final int STEPS = 8;
  private static final int VOCABULARY = 11;
  private static final NetworkSpec SPEC = LanguageModels.spec(STEPS, VOCABULARY, 6, 2, 0f);
  private static final int[][] TEXT = LanguageModels.random(4, STEPS, VOCABULARY, 1);

  @Test
  void usageExample() {
    int[][] circle = new int[STEPS][STEPS + 1]; // 1 2 3 4 5 1 2 3 ...
    for (int row = 0; row < STEPS; row++) {
      for (int t = 0; t <= STEPS; t++) {
        circle[row][t] = 1 + (row + t) % 5;
      }
    }
    try (Network network = new Network(SPEC, Examples.ADAM, STEPS, 7)) {
      for (int step = 0; step < 300; step++) {
        LanguageModels.train(network, circle);
      }
      TokenGenerator generator = new TokenGenerator(network, new Sampling(0.1f, 3), 1);
      generator.append(4);
      for (int t = 0; t < 30; t++) {
        assertThat(generator.next()).isEqualTo(1 + (4 + t) % 5);
      }
    }
  }

  @Test
  void stepByStepGivesTheProbabilitiesOfAPrediction() {
    try (Network network = network(1)) {
      LanguageModels.stage(network, TEXT);
      network.predict(4);
      float[] expected = new float[VOCABULARY * STEPS];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = network.output(0, i);
      }
      TokenGenerator generator = new TokenGenerator(network, new Sampling(), 1);
      for (int t = 0; t < STEPS; t++) {
        generator.append(TEXT[0][t]);
        for (int token = 0; token < VOCABULARY; token++) {
          assertThat(generator.probability(token))
              .isCloseTo(expected[t * VOCABULARY + token], within(1e-5f));
        }
      }
    }
  }

  @Test
  void trainingInBetweenIsNoticed() {
    try (Network network = network(1)) {
      TokenGenerator generator = new TokenGenerator(network, new Sampling(), 1);
      TokenGenerator fresh = new TokenGenerator(network, new Sampling(), 1);
      for (int t = 0; t < 5; t++) {
        generator.append(TEXT[0][t]);
        fresh.append(TEXT[0][t]);
      }
      float before = generator.probability(3);
      LanguageModels.train(network, TEXT);
      float after = generator.probability(3);
      assertThat(after).isNotEqualTo(before).isEqualTo(fresh.probability(3));
    }
  }

  @Test
  void generatorsOfOneNetworkDoNotDisturbEachOther() {
    try (Network network = network(1)) {
      List<Integer> alone = write(new TokenGenerator(network, new Sampling(), 5), 2, 20);
      TokenGenerator one = new TokenGenerator(network, new Sampling(), 5);
      TokenGenerator other = new TokenGenerator(network, new Sampling(), 6);
      one.append(2);
      other.append(3);
      for (int t = 0; t < 20; t++) {
        assertThat(one.next()).isEqualTo(alone.get(t));
        other.next();
      }
    }
  }

  @Test
  void sameSeedGivesTheSameTokens() {
    try (Network network = network(1)) {
      List<Integer> first = write(new TokenGenerator(network, new Sampling(), 5), 2, 40);
      assertThat(write(new TokenGenerator(network, new Sampling(), 5), 2, 40)).isEqualTo(first);
      assertThat(write(new TokenGenerator(network, new Sampling(), 6), 2, 40)).isNotEqualTo(first);
      assertThat(first).allMatch(token -> token > 0 && token < VOCABULARY);
    }
  }

  @Test
  void withoutTemperatureTheLikeliestIsDrawn() {
    try (Network network = network(1)) {
      List<Integer> likeliest = write(new TokenGenerator(network, new Sampling(1f, 1), 5), 2, 20);
      assertThat(write(new TokenGenerator(network, new Sampling(0f, 0), 6), 2, 20))
          .isEqualTo(likeliest);
    }
  }

  @Test
  void fullContextStartsAgainWithItsLatterHalf() {
    try (Network network = network(1)) {
      TokenGenerator full = new TokenGenerator(network, new Sampling(), 1);
      for (int t = 0; t < STEPS; t++) {
        full.append(TEXT[0][t]);
      }
      full.append(7);
      TokenGenerator half = new TokenGenerator(network, new Sampling(), 1);
      for (int t = STEPS / 2; t < STEPS; t++) {
        half.append(TEXT[0][t]);
      }
      half.append(7);
      assertThat(full.probability(4)).isEqualTo(half.probability(4));
    }
  }

  @Test
  void clearedGeneratorTakesANewPrompt() {
    try (Network network = network(1)) {
      TokenGenerator used = new TokenGenerator(network, new Sampling(), 1);
      write(used, 2, 5);
      used.clear();
      used.append(9);
      TokenGenerator fresh = new TokenGenerator(network, new Sampling(), 1);
      fresh.append(9);
      assertThat(used.probability(4)).isEqualTo(fresh.probability(4));
    }
  }

  @Test
  void wrongArgumentsAreNamed() {
    try (Network network = network(1);
        Network other = new Network(Examples.everything(new Binary()), Examples.SGD, 1, 1)) {
      TokenGenerator generator = new TokenGenerator(network, new Sampling(), 1);
      assertThatThrownBy(generator::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("there is no prompt: append a token first");
      assertThatThrownBy(() -> generator.append(0))
          .hasMessage("token must be in [1, 11), 0 being padding: token=0");
      assertThatThrownBy(() -> generator.append(11)).hasMessageContaining("token=11");
      assertThatThrownBy(() -> new TokenGenerator(other, new Sampling(), 1))
          .hasMessageContaining("network must be a language model");
      assertThatThrownBy(() -> new Sampling(Float.NaN, 0))
          .hasMessageContaining("temperature must be");
      assertThatThrownBy(() -> new Sampling(1f, -1)).hasMessageContaining("topK must be");
    }
  }

  private static Network network(long seed) {
    Network network = new Network(SPEC, Examples.ADAM, 4, seed);
    Examples.randomizeWeights(network, seed);
    return network;
  }

  private static List<Integer> write(TokenGenerator generator, int prompt, int count) {
    generator.append(prompt);
    return Stream.generate(generator::next).limit(count).toList();
  }
}
