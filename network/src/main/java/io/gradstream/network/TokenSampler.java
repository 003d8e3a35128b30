package io.gradstream.network;

import io.gradstream.network.kernels.FloatMath;
import io.gradstream.network.kernels.SplitMix;
import java.util.Arrays;

/** Draws tokens; the same seed and probabilities give the same tokens. Padding is never drawn. */
final class TokenSampler {

  private static final int FIRST = 1; // after padding

  private final Sampling sampling;
  private final float[] weights; // [vocabulary]
  private final float[] sorted; // [vocabulary - 1]
  private final SplitMix numbers = new SplitMix();

  TokenSampler(Sampling sampling, int vocabulary, long seed) {
    this.sampling = sampling;
    weights = new float[vocabulary];
    sorted = new float[vocabulary - FIRST];
    numbers.seed(SplitMix.mix(seed));
  }

  /**
   * @param probabilities [vocabulary], all above 0
   * @throws DivergedException when they are no numbers
   */
  int sample(float[] probabilities) {
    System.arraycopy(probabilities, 0, weights, 0, weights.length);
    int most = sampling.most();
    if (most > 0 && most < sorted.length) {
      keepLikeliest(most);
    }
    if (most != 1 && sampling.temperature() != 1f) {
      sharpen();
    }
    return draw();
  }

  /** The others weigh nothing. Of equals at the limit the first ones stay. */
  private void keepLikeliest(int count) {
    System.arraycopy(weights, FIRST, sorted, 0, sorted.length);
    Arrays.sort(sorted);
    float limit = sorted[sorted.length - count];
    int equals = 0;
    for (int i = sorted.length - count; i < sorted.length && sorted[i] == limit; i++) {
      equals++;
    }
    for (int token = FIRST; token < weights.length; token++) {
      boolean kept = weights[token] > limit || (weights[token] == limit && equals-- > 0);
      weights[token] = kept ? weights[token] : 0f;
    }
  }

  /** w = (w / the greatest w)^(1 / temperature), so that the greatest cannot vanish. */
  private void sharpen() {
    float greatest = 0f;
    for (int token = FIRST; token < weights.length; token++) {
      greatest = Math.max(greatest, weights[token]);
    }
    for (int token = FIRST; token < weights.length; token++) {
      if (weights[token] > 0) {
        float logarithm = FloatMath.log(weights[token] / greatest);
        weights[token] = FloatMath.exp(logarithm / sampling.temperature());
      }
    }
  }

  private int draw() {
    double sum = 0;
    for (int token = FIRST; token < weights.length; token++) {
      sum += weights[token];
    }
    if (!(sum > 0)) { // NaN too
      throw new DivergedException("the probabilities of the next token are no numbers");
    }
    double rest = uniform() * sum;
    int last = FIRST;
    for (int token = FIRST; token < weights.length; token++) {
      if (weights[token] > 0) {
        last = token;
        rest -= weights[token];
        if (rest < 0) {
          return token;
        }
      }
    }
    return last; // rounding left a little
  }

  /** A number in [0, 1), of 53 bits. */
  private double uniform() {
    return (numbers.next() >>> 11) * 0x1p-53;
  }
}
