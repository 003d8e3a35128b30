package io.gradstream.model.made;

import io.gradstream.network.Sampling;

/**
 * How a text is gone on with.
 *
 * @param prompt what it starts with
 * @param tokens how many are written, at least 1
 * @param sampling how each is drawn
 * @param seed same model, prompt and seed, same text
 */
public record Writing(String prompt, int tokens, Sampling sampling, long seed) {

  /** Tokens where nobody says how many. */
  public static final int DEFAULT_TOKENS = 200;

  /** The seed where nobody gives one. */
  public static final long DEFAULT_SEED = 1;

  public Writing {
    if (prompt.isEmpty()) {
      throw new IllegalArgumentException("the prompt must not be empty");
    }
    if (tokens < 1) {
      throw new IllegalArgumentException("tokens must be at least 1: " + tokens);
    }
  }
}
