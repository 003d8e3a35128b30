package io.gradstream.learning.join;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binary form of {@link Waiting}; starts with its format version. */
public final class WaitingCodec {

  private static final int FORMAT = 1;

  private WaitingCodec() {}

  public static void write(Waiting value, DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeLong(value.forgetAt());
    out.writeBoolean(value.held().isPresent());
    if (value.held().isPresent()) {
      ArrivedCodec.write(value.held().get(), out);
    }
    Compact.writeUnsigned(value.pending().size(), out);
    for (Arrived record : value.pending()) {
      ArrivedCodec.write(record, out);
    }
  }

  public static Waiting read(DataInput in) throws IOException {
    Compact.requireFormat(FORMAT, "the state of a label join", in);
    long forgetAt = in.readLong();
    Optional<Arrived> held =
        in.readBoolean() ? Optional.of(ArrivedCodec.read(in)) : Optional.empty();
    int count = Compact.readCount(Integer.MAX_VALUE, in);
    List<Arrived> pending = new ArrayList<>(Math.min(count, 16));
    for (int i = 0; i < count; i++) {
      pending.add(ArrivedCodec.read(in));
    }
    return new Waiting(pending, held, forgetAt);
  }
}
