package io.gradstream.learning.codec;

import io.gradstream.schemas.Position;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link Position}. */
public final class PositionCodec {

  private PositionCodec() {}

  public static void write(Position value, DataOutput out) throws IOException {
    throw new UnsupportedOperationException();
  }

  public static Position read(DataInput in) throws IOException {
    throw new UnsupportedOperationException();
  }
}
