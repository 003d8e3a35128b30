package io.gradstream.network.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all networks hold now whose engine this is: those of one process, or of one job
 * where a process runs several. Thread safe.
 */
public final class HeldMemory {

  private static final AtomicLong HELD = new AtomicLong();

  private HeldMemory() {}

  /** Bytes. */
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
