package io.gradstream.operators.record;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link PartitionRead}. */
public final class PartitionReadForm implements BinaryForm<PartitionRead> {

  @Override
  public void write(PartitionRead value, DataOutput out) throws IOException {
    out.writeUTF(value.topic());
    out.writeInt(value.partition());
    out.writeUTF(value.topicId());
    out.writeInt(value.life());
    out.writeBoolean(value.isRead());
    out.writeLong(value.next());
    out.writeLong(value.claimed());
    out.writeLong(value.gaps());
    out.writeLong(value.lost());
  }

  @Override
  public PartitionRead read(DataInput in) throws IOException {
    return new PartitionRead(
        in.readUTF(),
        in.readInt(),
        in.readUTF(),
        in.readInt(),
        in.readBoolean(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong());
  }
}
