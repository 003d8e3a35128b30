package io.gradstream.operators.record;

import io.gradstream.learning.join.Arrived;
import io.gradstream.learning.join.ArrivedCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link Arrived}. */
public final class ArrivedForm implements BinaryForm<Arrived> {

  @Override
  public void write(Arrived value, DataOutput out) throws IOException {
    ArrivedCodec.write(value, out);
  }

  @Override
  public Arrived read(DataInput in) throws IOException {
    return ArrivedCodec.read(in);
  }
}
