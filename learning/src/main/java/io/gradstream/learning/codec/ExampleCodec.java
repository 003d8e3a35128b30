package io.gradstream.learning.codec;

import io.gradstream.learning.Example;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link Example}. */
public final class ExampleCodec {

  private ExampleCodec() {}

  public static void write(Example value, DataOutput out) throws IOException {
    throw new UnsupportedOperationException();
  }

  public static Example read(DataInput in) throws IOException {
    throw new UnsupportedOperationException();
  }
}
