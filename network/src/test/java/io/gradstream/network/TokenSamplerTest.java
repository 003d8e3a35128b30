package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenSamplerTest {

  private static final float[] PROBABILITIES = {0.3f, 0.1f, 0.2f, 0.05f, 0.2f, 0.15f};
  private static final int DRAWS = 100_000;

  @Test
  void drawsByProbabilityButNeverPadding() {
    assertFrequencies(new Sampling(), 0, 1 / 7f, 2 / 7f, 0.5f / 7, 2 / 7f, 1.5f / 7);
  }

  @Test
  void lowTemperatureMakesTheLikelyLikelier() {
    float sum = 0.01f + 0.04f + 0.0025f + 0.04f + 0.0225f; // of the squares
    assertFrequencies(
        new Sampling(0.5f, 0),
        0,
        0.01f / sum,
        0.04f / sum,
        0.0025f / sum,
        0.04f / sum,
        0.0225f / sum);
  }

  @Test
  void onlyTheLikeliestAreDrawn() {
    assertFrequencies(new Sampling(1f, 3), 0, 0, 2 / 5.5f, 0, 2 / 5.5f, 1.5f / 5.5f);
    assertFrequencies(new Sampling(1f, 2), 0, 0, 0.5f, 0, 0.5f, 0);
    assertFrequencies(new Sampling(2f, 1), 0, 0, 1, 0, 0, 0); // the first of equals
    assertFrequencies(new Sampling(1f, 99), 0, 1 / 7f, 2 / 7f, 0.5f / 7, 2 / 7f, 1.5f / 7);
  }

  @Test
  void nothingIsDrawnFromWhatIsNoNumber() {
    float[] diverged = new float[6];
    Arrays.fill(diverged, Float.NaN);

    for (Sampling sampling :
        List.of(new Sampling(), new Sampling(0.5f, 0), new Sampling(1f, 1), new Sampling(2f, 3))) {
      TokenSampler sampler = new TokenSampler(sampling, diverged.length, 1);
      assertThatThrownBy(() -> sampler.sample(diverged))
          .isInstanceOf(DivergedException.class)
          .hasMessage("the probabilities of the next token are no numbers");
    }
  }

  private static void assertFrequencies(Sampling sampling, float... expected) {
    TokenSampler sampler = new TokenSampler(sampling, PROBABILITIES.length, 1);
    float[] frequencies = new float[PROBABILITIES.length];
    for (int i = 0; i < DRAWS; i++) {
      frequencies[sampler.sample(PROBABILITIES)] += 1f / DRAWS;
    }
    assertThat(frequencies).containsExactly(expected, within(0.01f));
    for (int token = 0; token < expected.length; token++) {
      assertThat(frequencies[token] > 0).isEqualTo(expected[token] > 0);
    }
  }
}
