package io.gradstream.learning.drift;

import io.gradstream.schemas.SplitMix64;

/**
 * Draws places of a window without putting back, each set of places as likely as any other. What is
 * drawn follows from (seed, step) alone.
 */
final class SampleDraw {

  private final long seed;
  private final int[] places; // [population], each at its own index between draws
  private final int[] drawn; // [sample], the index that was swapped to the front

  SampleDraw(long seed, int population, int sample) {
    this.seed = seed;
    places = new int[population];
    for (int i = 0; i < population; i++) {
      places[i] = i;
    }
    drawn = new int[sample];
  }

  /**
   * Fills a sample from a window.
   *
   * @param window [at least the population]
   * @param sample [sample], receives the values drawn
   */
  void draw(long step, double[] window, double[] sample) {
    long state = SplitMix64.mix(seed + SplitMix64.GOLDEN * step);
    for (int i = 0; i < sample.length; i++) {
      state += SplitMix64.GOLDEN;
      drawn[i] = i + below(places.length - i, SplitMix64.mix(state));
      swap(i, drawn[i]);
      sample[i] = window[places[i]];
    }
    for (int i = sample.length - 1; i >= 0; i--) {
      swap(i, drawn[i]);
    }
  }

  private void swap(int i, int j) {
    int place = places[i];
    places[i] = places[j];
    places[j] = place;
  }

  /** In 0..bound-1. */
  static int below(int bound, long random) {
    return (int) ((random >>> 32) * bound >>> 32);
  }
}
