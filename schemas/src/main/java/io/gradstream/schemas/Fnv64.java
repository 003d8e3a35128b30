package io.gradstream.schemas;

/**
 * The hash FNV-1a of 64 bits (G. Fowler, L. C. Noll, K.-P. Vo). What it comes to is part of every
 * model, so it never changes.
 */
public final class Fnv64 {

  /** The hash of no bytes. */
  public static final long EMPTY = 0xCBF29CE484222325L;

  private static final long PRIME = 0x100000001B3L;

  private Fnv64() {}

  /** The hash of an array. */
  public static long of(byte[] bytes) {
    return add(bytes, bytes.length, EMPTY);
  }

  /**
   * The hash of some bytes and, behind them, the first {@code length} of an array.
   *
   * @param hash of the bytes before, {@link #EMPTY} when there are none
   */
  public static long add(byte[] bytes, int length, long hash) {
    long added = hash;
    for (int i = 0; i < length; i++) {
      added = (added ^ (bytes[i] & 0xFF)) * PRIME;
    }
    return added;
  }
}
