package io.gradstream.network;

import java.nio.FloatBuffer;

/** First weights from a seed alone, on any machine: SplitMix64 (Steele, Lea and Flood 2014). */
final class RandomWeights {

  private long state;

  RandomWeights(long seed) {
    state = seed;
  }

  /** Uniform in [-limit, limit). */
  void fill(FloatBuffer memory, int offset, int n, float limit) {
    for (int i = offset; i < offset + n; i++) {
      float unit = (next() >>> 40) * 0x1p-24f; // [0, 1)
      memory.put(i, (2f * unit - 1f) * limit);
    }
  }

  private long next() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
