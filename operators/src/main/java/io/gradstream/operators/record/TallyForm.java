package io.gradstream.operators.record;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Binary form of {@link Tally}: counts by name, in the order of the enum. */
public final class TallyForm implements BinaryForm<Tally> {

  @Override
  public void write(Tally value, DataOutput out) throws IOException {
    out.writeInt(value.owner());
    Compact.writeUnsigned(value.counts().size(), out);
    for (Map.Entry<Count, Long> count : new TreeMap<>(value.counts()).entrySet()) {
      out.writeUTF(count.getKey().name());
      out.writeLong(count.getValue());
    }
  }

  @Override
  public Tally read(DataInput in) throws IOException {
    int owner = in.readInt();
    int size = Compact.readCount(Count.values().length, in);
    Map<Count, Long> counts = new EnumMap<>(Count.class);
    for (int i = 0; i < size; i++) {
      counts.put(Count.valueOf(in.readUTF()), in.readLong());
    }
    return new Tally(owner, counts);
  }
}
