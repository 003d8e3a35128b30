package io.gradstream.serving.http;

/**
 * What a path asks for and what a token allows, the least first; more includes all that is less.
 */
public enum Access {
  /** Whatever everyone who reaches the port may ask: whether the service lives and is ready. */
  ANYONE,
  /** Queries, and what there is to query. */
  READ,
  /** Records put on topics, to be learned from. */
  LEARN,
  /** Whatever else changes something. No path does so far. */
  CONTROL;

  boolean allows(Access asked) {
    return compareTo(asked) >= 0;
  }
}
