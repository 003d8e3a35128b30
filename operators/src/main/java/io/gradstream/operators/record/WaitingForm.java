package io.gradstream.operators.record;

import io.gradstream.learning.join.Waiting;
import io.gradstream.learning.join.WaitingCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link Waiting}. */
public final class WaitingForm implements BinaryForm<Waiting> {

  @Override
  public void write(Waiting value, DataOutput out) throws IOException {
    WaitingCodec.write(value, out);
  }

  @Override
  public Waiting read(DataInput in) throws IOException {
    return WaitingCodec.read(in);
  }
}
