package io.gradstream.operators.record;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link KnownSchema}. */
public final class KnownSchemaForm implements BinaryForm<KnownSchema> {

  @Override
  public void write(KnownSchema value, DataOutput out) throws IOException {
    Compact.writeText(value.registry(), out);
    out.writeInt(value.id());
    Compact.writeText(value.text(), out);
  }

  @Override
  public KnownSchema read(DataInput in) throws IOException {
    return new KnownSchema(Compact.readText(in), in.readInt(), Compact.readText(in));
  }
}
