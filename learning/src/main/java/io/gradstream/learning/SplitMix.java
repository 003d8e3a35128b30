package io.gradstream.learning;

import io.gradstream.schemas.SplitMix64;

/** A random number of its index: the finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
final class SplitMix {

  private SplitMix() {}

  static long of(long index) {
    return SplitMix64.at(index);
  }
}
