package io.gradstream.features.history;

import java.io.DataInputStream;
import java.io.IOException;

/** Reads what can only be 0 or more, and goes on counting. */
final class Counts {

  private static final long MOST = Long.MAX_VALUE / 2;

  private Counts() {}

  static long read(DataInputStream in) throws IOException {
    long count = in.readLong();
    if (count < 0 || count > MOST) {
      throw new IOException("count must be in 0.." + MOST + ": " + count);
    }
    return count;
  }
}
