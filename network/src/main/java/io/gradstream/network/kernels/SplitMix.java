package io.gradstream.network.kernels;

/**
 * A sequence of random numbers from its seed, on any machine: SplitMix64 (Steele, Lea and Flood
 * 2014). Above the engine {@code schemas.SplitMix64} gives the same numbers; the engine keeps its
 * own, because on a session cluster's class path it lies without any other module.
 */
public final class SplitMix {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;
  private float spare; // a normal number drawn beside the last one
  private boolean hasSpare;

  /** Starts anew. */
  public void seed(long seed) {
    state = seed;
    hasSpare = false;
  }

  /** The next number, all 64 bits of it. */
  public long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** Spreads a number over all bits: the finalizer of SplitMix64. */
  public static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform in [0, 1). */
  public float uniform() {
    return (next() >>> 40) * 0x1p-24f;
  }

  /** Standard normal, two of a kind: the polar method, Marsaglia and Bray 1964. */
  public float normal() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    float u;
    float v;
    float square;
    do {
      u = 2f * uniform() - 1f;
      v = 2f * uniform() - 1f;
      square = u * u + v * v;
    } while (square >= 1f || square == 0f);
    float scale = (float) Math.sqrt(-2f * FloatMath.log(square) / square);
    spare = v * scale;
    hasSpare = true;
    return u * scale;
  }
}
