package io.gradstream.benchmarks.engine;

import io.gradstream.network.Network;
import io.gradstream.network.Sampling;
import io.gradstream.network.TokenGenerator;

/**
 * The probabilities of a language model's next token, a token a step; the context starts anew when
 * it is full, so that a step is the mean over all lengths of it.
 */
final class TokenWorkload implements Workload {

  private static final int FIRST = 1; // after padding

  private final Network network;
  private final TokenGenerator generator;
  private final int context;
  private int length;

  TokenWorkload(BenchNetwork description) {
    network = new Network(description.spec(), description.training(), description.batch(), 1);
    generator = new TokenGenerator(network, new Sampling(), 1);
    context = description.spec().inputs();
  }

  @Override
  public void step() {
    generator.append(FIRST + length);
    float probability = generator.probability(FIRST);
    if (!Float.isFinite(probability)) {
      throw new IllegalStateException("a token's probability is " + probability);
    }
    length++;
    if (length == context) {
      generator.clear();
      length = 0;
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
