package io.gradstream.network.memory;

import java.util.concurrent.atomic.AtomicLong;

/** The off-heap memory that all networks of this process hold now. Thread safe. */
public final class NativeMemory {

  private static final AtomicLong HELD = new AtomicLong();

  private NativeMemory() {}

  /** Bytes; what BLAS keeps for itself is not among them. */
  public static long bytes() {
    return HELD.get();
  }

  static void taken(long bytes) {
    HELD.addAndGet(bytes);
  }

  static void givenBack(long bytes) {
    HELD.addAndGet(-bytes);
  }
}
