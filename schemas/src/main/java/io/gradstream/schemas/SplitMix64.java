package io.gradstream.schemas;

/**
 * The numbers of SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number
 * generators"): the same everywhere, and part of what a replay must find again, so they never
 * change. The engine has the same numbers of its own ({@code network.kernels.SplitMix}), because on
 * a session cluster's class path it lies without any other module.
 */
public final class SplitMix64 {

  /** What the state grows by with each number: 2^64 divided by the golden ratio, odd. */
  public static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private SplitMix64() {}

  /** The finalizer: spreads a state over all bits; 0 stays 0. */
  public static long mix(long state) {
    long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The number at an index of the sequence that seed 0 starts, its first one at index 1. */
  public static long at(long index) {
    return mix(index * GOLDEN);
  }
}
