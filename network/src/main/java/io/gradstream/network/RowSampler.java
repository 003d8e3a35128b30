package io.gradstream.network;

import io.gradstream.network.kernels.SplitMix;
import io.gradstream.network.spec.Arguments;

/**
 * Draws rows with an adversarial network, as many at a time as one likes: the rows are the same.
 * The network may be trained or asked in between. Like the network, one thread at a time.
 */
public final class RowSampler {

  private final Network network;
  private final SplitMix noise = new SplitMix();

  /**
   * @param seed the rows follow from it and from the weights alone
   */
  public RowSampler(Network network, long seed) {
    this.network = network;
    noise.seed(seed);
  }

  /**
   * The next rows.
   *
   * @return [count, values of a row of the input]
   * @throws UnsupportedOperationException when the network is of another kind
   */
  public float[][] next(int count) {
    float[][] samples = new float[Arguments.positive("count", count)][];
    network.samples(noise, samples);
    return samples;
  }
}
