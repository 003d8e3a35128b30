package io.gradstream.network.kernels;

/**
 * Random numbers of a step, from (seed, step, stream) alone, so that a replay draws the same: a
 * stream for each layer that wants one.
 */
public final class StepRandom {

  private final SplitMix numbers = new SplitMix();
  private long seed;
  private long step;

  public void seed(long seed) {
    this.seed = seed;
  }

  /**
   * @param step number of the update these are for, from 1
   */
  public void step(long step) {
    this.step = step;
  }

  /** Standard normal. */
  public void normal(int stream, float[] memory, int offset, int n) {
    start(stream);
    for (int i = offset; i < offset + n; i++) {
      memory[i] = numbers.normal();
    }
  }

  /**
   * 0 with a probability of {@code rate}, otherwise 1 / (1 - rate). Two from each random number.
   */
  public void mask(int stream, float rate, float[] memory, int offset, int n) {
    start(stream);
    float kept = 1f / (1f - rate);
    long dropped = (long) (rate * 0x1p32f); // of 2^32
    int i = offset;
    for (; i + 1 < offset + n; i += 2) {
      long bits = numbers.next();
      memory[i] = (bits >>> 32) < dropped ? 0f : kept;
      memory[i + 1] = (bits & 0xFFFFFFFFL) < dropped ? 0f : kept;
    }
    if (i < offset + n) {
      memory[i] = (numbers.next() >>> 32) < dropped ? 0f : kept;
    }
  }

  private void start(int stream) {
    numbers.seed(seedOf(stream));
  }

  /** The seed of whatever else draws the numbers of a stream. */
  public long seedOf(int stream) {
    return SplitMix.mix(SplitMix.mix(SplitMix.mix(seed) + step) + stream);
  }
}
