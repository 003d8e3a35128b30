package io.gradstream.network;

import io.gradstream.network.spec.Arguments;

/**
 * How the next token is drawn from its probabilities.
 *
 * @param temperature probabilities are raised to 1 / temperature before they are used: below 1 the
 *     likely becomes likelier; 0 for the likeliest alone
 * @param topK only so many of the likeliest tokens are drawn from; 0 for all, 1 for the likeliest
 */
public record Sampling(float temperature, int topK) {

  public Sampling {
    Arguments.check(
        temperature >= 0 && temperature <= 100, "temperature", "in [0, 100]", temperature);
    Arguments.check(topK >= 0, "topK", "at least 0", topK);
  }

  /** How many tokens are drawn from; 0 for all. */
  int most() {
    return temperature == 0 ? 1 : topK;
  }

  /** Draws as likely as the model says. */
  public Sampling() {
    this(1f, 0);
  }
}
