package io.gradstream.operators.record;

import io.gradstream.network.spec.NetworkVector;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link BlockId}; a key within state, so it must stay the same byte for byte. */
public final class BlockIdForm implements BinaryForm<BlockId> {

  @Override
  public void write(BlockId value, DataOutput out) throws IOException {
    out.writeUTF(value.member());
    out.writeUTF(value.vector().name());
    out.writeInt(value.block());
  }

  @Override
  public BlockId read(DataInput in) throws IOException {
    return new BlockId(in.readUTF(), NetworkVector.valueOf(in.readUTF()), in.readInt());
  }
}
