package io.gradstream.learning;

/** A random number of its index: the finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
final class SplitMix {

  private SplitMix() {}

  static long of(long index) {
    long mixed = index * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
