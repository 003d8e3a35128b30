package io.gradstream.learning.codec;

import io.gradstream.learning.join.Waiting;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link Waiting}. */
public final class WaitingCodec {

  private WaitingCodec() {}

  public static void write(Waiting value, DataOutput out) throws IOException {
    throw new UnsupportedOperationException();
  }

  public static Waiting read(DataInput in) throws IOException {
    throw new UnsupportedOperationException();
  }
}
