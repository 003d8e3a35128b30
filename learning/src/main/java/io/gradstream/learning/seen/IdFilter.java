package io.gradstream.learning.seen;

import io.gradstream.schemas.SplitMix64;

/**
 * Says of most ids that are not in a half that they are not, without a look at it: four bits of one
 * word for each id (F. Putze, P. Sanders, J. Singler, "Cache-, hash- and space-efficient Bloom
 * filters", WEA 2007). It never says so of one that is there. Two to four bytes an id; in memory
 * alone. Mutable, one owner, not thread safe.
 */
final class IdFilter {

  private static final int LEAST = 16; // words
  private static final int MOST = 1 << 20;
  private static final int OF_A_WORD = 4; // ids

  private final long[] words;

  private IdFilter(int words) {
    this.words = new long[words];
  }

  /** One with room for so many ids and as many again, or null where they are too many. */
  static IdFilter of(long ids) {
    int words = LEAST;
    while (words < MOST && (long) words * OF_A_WORD < 2 * ids) {
      words *= 2;
    }
    return (long) words * OF_A_WORD < ids ? null : new IdFilter(words);
  }

  /** Whether it is to be made anew, larger, for so many ids. */
  boolean isFull(long ids) {
    return ids > (long) words.length * OF_A_WORD;
  }

  void add(int hash) {
    long mixed = mixed(hash);
    words[word(mixed)] |= bits(mixed);
  }

  /** Whether an id may be there; false: it is not. */
  boolean mayHold(int hash) {
    long mixed = mixed(hash);
    long bits = bits(mixed);
    return (words[word(mixed)] & bits) == bits;
  }

  int bytes() {
    return Long.BYTES * words.length;
  }

  private static long mixed(int hash) {
    return SplitMix64.mix(hash * SplitMix64.GOLDEN + SplitMix64.GOLDEN);
  }

  private int word(long mixed) {
    return (int) (mixed >>> 40) & words.length - 1;
  }

  private static long bits(long mixed) {
    return 1L << mixed | 1L << (mixed >>> 6) | 1L << (mixed >>> 12) | 1L << (mixed >>> 18);
  }
}
