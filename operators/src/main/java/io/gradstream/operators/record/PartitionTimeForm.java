package io.gradstream.operators.record;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link PartitionTime}. */
public final class PartitionTimeForm implements BinaryForm<PartitionTime> {

  @Override
  public void write(PartitionTime value, DataOutput out) throws IOException {
    out.writeUTF(value.topic());
    out.writeInt(value.partition());
    out.writeLong(value.time());
  }

  @Override
  public PartitionTime read(DataInput in) throws IOException {
    return new PartitionTime(in.readUTF(), in.readInt(), in.readLong());
  }
}
