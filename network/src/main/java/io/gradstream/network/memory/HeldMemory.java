package io.gradstream.network.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all networks of this process hold now: at most two thirds of the Java heap, which
 * is what its collectors give to objects that stay. Thread safe.
 */
public final class HeldMemory {

  private static final AtomicLong HELD = new AtomicLong();
  private static final long HEAP = Runtime.getRuntime().maxMemory();
  private static final long MOST = HEAP / 3 * 2;

  private HeldMemory() {}

  /** Bytes. */
  public static long bytes() {
    return HELD.get();
  }

  /**
   * @throws IllegalArgumentException when they would be too many; nothing is taken then
   */
  static void take(long bytes) {
    long held = HELD.addAndGet(bytes);
    if (held > MOST) {
      giveBack(bytes);
      throw new IllegalArgumentException(
          ("network of %d MB must fit in the Java heap of %d MB, of which networks may hold two"
                  + " thirds and hold %d MB: make layers, embeddings or the batch smaller, keep"
                  + " fewer models in memory, or make the heap larger (java -Xmx)")
              .formatted(bytes >> 20, HEAP >> 20, held - bytes >> 20));
    }
  }

  static void giveBack(long bytes) {
    HELD.addAndGet(-bytes);
  }
}
