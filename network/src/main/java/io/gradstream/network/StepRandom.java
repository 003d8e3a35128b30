package io.gradstream.network;

import java.nio.FloatBuffer;

/**
 * Random numbers of a step, from (seed, step, stream) alone, so that a replay draws the same.
 * SplitMix64 (Steele, Lea and Flood 2014), a stream for each layer that wants one.
 */
final class StepRandom {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long seed;
  private long step;

  void seed(long seed) {
    this.seed = seed;
  }

  /**
   * @param step number of the update these are for, from 1
   */
  void step(long step) {
    this.step = step;
  }

  /** Uniform in [0, 1). */
  void uniform(int stream, FloatBuffer memory, int offset, int n) {
    long state = start(stream);
    for (int i = offset; i < offset + n; i++) {
      state += GOLDEN;
      memory.put(i, (mix(state) >>> 40) * 0x1p-24f);
    }
  }

  /** 0 with a probability of {@code rate}, otherwise 1 / (1 - rate). */
  void mask(int stream, float rate, FloatBuffer memory, int offset, int n) {
    float kept = 1f / (1f - rate);
    long state = start(stream);
    for (int i = offset; i < offset + n; i++) {
      state += GOLDEN;
      memory.put(i, (mix(state) >>> 40) * 0x1p-24f < rate ? 0f : kept);
    }
  }

  private long start(int stream) {
    return mix(mix(mix(seed) + step) + stream);
  }

  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
