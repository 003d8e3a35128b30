package io.gradstream.schemas;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link Position}. */
public final class PositionCodec {

  private PositionCodec() {}

  public static void write(Position value, DataOutput out) throws IOException {
    out.writeLong(value.time());
    Compact.writeText(value.topic(), out);
    Compact.writeSigned(value.partition(), out);
    Compact.writeSigned(value.offset(), out);
  }

  public static Position read(DataInput in) throws IOException {
    long time = in.readLong();
    String topic = Compact.readText(in);
    long partition = Compact.readSigned(in);
    if (partition != (int) partition) {
      throw new IOException("a partition does not fit in 32 bits: " + partition);
    }
    return new Position(time, topic, (int) partition, Compact.readSigned(in));
  }
}
