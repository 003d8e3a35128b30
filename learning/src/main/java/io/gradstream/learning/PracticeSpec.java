package io.gradstream.learning;

/**
 * How examples become steps, whatever the model is. A stream is young for so many examples: then
 * each is a step of its own, so that nothing is lost of it; afterwards a mini-batch is one.
 *
 * @param batch examples in a mini-batch, at least 1
 * @param young examples for which the stream is young, at least 0
 * @param replay whether examples of before are learned again beside new ones: a few with each while
 *     the stream is young, none after that; as many as are new where it is never young
 */
public record PracticeSpec(int batch, long young, boolean replay) {

  /** Examples of a young stream, unless a spec says how many. */
  public static final long YOUNG = 20_000;

  public PracticeSpec {
    if (batch < 1 || young < 0) {
      throw new IllegalArgumentException(
          "batch must be at least 1 and young at least 0: %d, %d".formatted(batch, young));
    }
  }

  /** Mini-batches from the first example on, each learned once. */
  public static PracticeSpec miniBatches(int batch) {
    return new PracticeSpec(batch, 0, false);
  }

  /** Most rows of a single step, those that are learned again included. */
  public int mostRows() {
    if (!replay) {
      return batch;
    }
    return young == 0 ? Math.multiplyExact(2, batch) : Math.max(batch, 1 + Replay.DRAWN_WHEN_YOUNG);
  }

  /** Whether it counts examples, and keeps the count as state. */
  boolean counts() {
    return young > 0 || replay;
  }
}
