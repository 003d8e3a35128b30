package io.gradstream.operators.record;

import io.gradstream.schemas.Compact;
import io.gradstream.schemas.ControlRecordCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link ControlAt}. */
public final class ControlAtForm implements BinaryForm<ControlAt> {

  private final ControlRecordCodec codec = new ControlRecordCodec();

  @Override
  public void write(ControlAt value, DataOutput out) throws IOException {
    Compact.writeBytes(codec.encode(value.record()), out);
    out.writeLong(value.offset());
  }

  @Override
  public ControlAt read(DataInput in) throws IOException {
    return new ControlAt(codec.decode(Compact.readBytes(in)), in.readLong());
  }
}
