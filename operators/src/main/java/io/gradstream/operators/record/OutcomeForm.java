package io.gradstream.operators.record;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link Outcome}. */
public final class OutcomeForm implements BinaryForm<Outcome> {

  @Override
  public void write(Outcome value, DataOutput out) throws IOException {
    Compact.writeText(value.id(), out);
    out.writeLong(value.time());
    Compact.writeNumber(value.target(), out);
  }

  @Override
  public Outcome read(DataInput in) throws IOException {
    return new Outcome(Compact.readText(in), in.readLong(), Compact.readNumber(in));
  }
}
