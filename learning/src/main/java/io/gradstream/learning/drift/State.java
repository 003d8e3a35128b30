package io.gradstream.learning.drift;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.IOException;

/** Reads parts of what detectors and the ladder write, and refuses what none of them can hold. */
public final class State {

  private static final long MOST = 1L << 61; // no stream is so long

  private State() {}

  public static long readCount(DataInput in) throws IOException {
    long count = Compact.readUnsigned(in);
    if (count < 0 || count > MOST) {
      throw new IOException("a count must be in 0..%d: %d".formatted(MOST, count));
    }
    return count;
  }

  public static double readFinite(DataInput in) throws IOException {
    double value = in.readDouble();
    if (!Double.isFinite(value)) {
      throw new IOException("a number must be finite: " + value);
    }
    return value;
  }

  public static double readBetween(double low, double high, DataInput in) throws IOException {
    double value = in.readDouble();
    if (!(value >= low && value <= high)) {
      throw new IOException("a number must be in %s..%s: %s".formatted(low, high, value));
    }
    return value;
  }
}
