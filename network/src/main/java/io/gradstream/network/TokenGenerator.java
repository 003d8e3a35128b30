package io.gradstream.network;

import io.gradstream.network.spec.Arguments;
import io.gradstream.network.spec.HeadSpec.NextToken;
import io.gradstream.network.spec.NetworkSpec;

/**
 * Writes on with a language model: a network that reads one sequence of tokens, only looks back,
 * and has a {@link NextToken} head. A token costs one step, because keys and values of those before
 * it stay in the network's workspace. A full context starts again with its latter half.
 *
 * <p>It uses the network's row 0. The network may be trained or asked in between: the generator
 * notices, and computes the tokens of its context anew. Like the network, one thread at a time.
 */
public final class TokenGenerator {

  private final Network network;
  private final TokenSampler sampler;
  private final int[] context; // [steps], the first of them used
  private final float[] probabilities; // [vocabulary], of the token after the context
  private int length;
  private int computed; // of the context
  private long changes; // of the network, when it had computed them

  /**
   * @param seed the tokens drawn follow from it, the model and the prompt alone
   * @throws IllegalArgumentException when the network is no language model
   */
  public TokenGenerator(Network network, Sampling sampling, long seed) {
    NetworkSpec spec = network.spec();
    Arguments.check(
        spec.head() instanceof NextToken && spec.parts().size() == 1 && spec.embeddings().isEmpty(),
        "network",
        "a language model: one part, of tokens, and a nextToken head",
        spec.head());
    this.network = network;
    int vocabulary = ((NextToken) spec.head()).vocabulary();
    sampler = new TokenSampler(sampling, vocabulary, seed);
    context = new int[spec.inputs()];
    probabilities = new float[vocabulary];
  }

  /** A token of the prompt, which starts with the first one. */
  public void append(int token) {
    Arguments.check(
        token > 0 && token < probabilities.length,
        "token",
        "in [1, " + probabilities.length + "), 0 being padding",
        token);
    if (length == context.length) {
      forgetFirstHalf();
    }
    context[length++] = token;
  }

  private void forgetFirstHalf() {
    int kept = length / 2;
    System.arraycopy(context, length - kept, context, 0, kept);
    length = kept;
    computed = 0;
  }

  /**
   * Draws the next token, which then is part of the context.
   *
   * @throws DivergedException when the network tells no probabilities
   */
  public int next() {
    compute();
    int token = sampler.sample(probabilities);
    append(token);
    return token;
  }

  /** Probability that this token is next. */
  public float probability(int token) {
    compute();
    return probabilities[Arguments.index("token", token, probabilities.length)];
  }

  private void compute() {
    if (length == 0) {
      throw new IllegalStateException("there is no prompt: append a token first");
    }
    if (changes != network.changes()) {
      computed = 0;
    }
    while (computed < length) {
      network.predictStep(computed, context[computed], probabilities);
      computed++;
    }
    changes = network.changes();
  }

  /** Forgets the context: a new prompt follows. Goes on in the random numbers. */
  public void clear() {
    length = 0;
    computed = 0;
  }
}
