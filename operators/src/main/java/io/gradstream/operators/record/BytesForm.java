package io.gradstream.operators.record;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Bytes that carry a format version of their own, behind their length. */
public final class BytesForm implements BinaryForm<byte[]> {

  @Override
  public void write(byte[] value, DataOutput out) throws IOException {
    Compact.writeBytes(value, out);
  }

  @Override
  public byte[] read(DataInput in) throws IOException {
    return Compact.readBytes(in);
  }
}
