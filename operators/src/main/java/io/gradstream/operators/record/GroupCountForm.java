package io.gradstream.operators.record;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link GroupCount}. */
public final class GroupCountForm implements BinaryForm<GroupCount> {

  @Override
  public void write(GroupCount value, DataOutput out) throws IOException {
    out.writeInt(value.keyGroup());
    out.writeLong(value.count());
  }

  @Override
  public GroupCount read(DataInput in) throws IOException {
    return new GroupCount(in.readInt(), in.readLong());
  }
}
