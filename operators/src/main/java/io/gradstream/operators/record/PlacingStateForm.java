package io.gradstream.operators.record;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalLong;

/** Binary form of {@link PlacingState}. */
public final class PlacingStateForm implements BinaryForm<PlacingState> {

  private static final long NOWHERE = -1;

  @Override
  public void write(PlacingState value, DataOutput out) throws IOException {
    out.writeLong(value.run());
    out.writeLong(value.branch());
    out.writeLong(value.next().orElse(NOWHERE));
    out.writeLong(value.watermark());
  }

  @Override
  public PlacingState read(DataInput in) throws IOException {
    long run = in.readLong();
    long branch = in.readLong();
    long next = in.readLong();
    return new PlacingState(
        run, branch, next == NOWHERE ? OptionalLong.empty() : OptionalLong.of(next), in.readLong());
  }
}
