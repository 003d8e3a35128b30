package io.gradstream.learning.codec;

import io.gradstream.learning.join.Arrived;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link Arrived}. */
public final class ArrivedCodec {

  private ArrivedCodec() {}

  public static void write(Arrived value, DataOutput out) throws IOException {
    throw new UnsupportedOperationException();
  }

  public static Arrived read(DataInput in) throws IOException {
    throw new UnsupportedOperationException();
  }
}
