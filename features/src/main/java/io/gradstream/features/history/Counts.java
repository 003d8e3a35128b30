package io.gradstream.features.history;

import java.io.DataInputStream;
import java.io.IOException;

/** Reads what can only be 0 or more. */
final class Counts {

  private Counts() {}

  static long read(DataInputStream in) throws IOException {
    long count = in.readLong();
    if (count < 0) {
      throw new IOException("count must be at least 0: " + count);
    }
    return count;
  }
}
