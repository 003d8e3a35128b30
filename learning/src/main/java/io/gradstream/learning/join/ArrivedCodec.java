package io.gradstream.learning.join;

import io.gradstream.features.event.EventCodec;
import io.gradstream.learning.LabelForm;
import io.gradstream.learning.join.Arrived.EventArrived;
import io.gradstream.learning.join.Arrived.LabelArrived;
import io.gradstream.schemas.Compact;
import io.gradstream.schemas.PositionCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link Arrived}: a byte that says which record it is, then its parts. */
public final class ArrivedCodec {

  private static final int EVENT = 1;
  private static final int LABEL = 2;

  private ArrivedCodec() {}

  public static void write(Arrived value, DataOutput out) throws IOException {
    if (value instanceof EventArrived event) {
      out.writeByte(EVENT);
      writeShared(value, out);
      EventCodec.write(event.event(), out);
    } else if (value instanceof LabelArrived label) {
      out.writeByte(LABEL);
      writeShared(value, out);
      new LabelForm(label.target(), label.className()).write(out);
    }
  }

  private static void writeShared(Arrived value, DataOutput out) throws IOException {
    Compact.writeText(value.id(), out);
    PositionCodec.write(value.position(), out);
    Compact.writeBytes(value.original(), out);
  }

  public static Arrived read(DataInput in) throws IOException {
    int kind = in.readByte();
    if (kind != EVENT && kind != LABEL) {
      throw new IOException("a waiting record has no kind " + kind);
    }
    String id = Compact.readText(in);
    var position = PositionCodec.read(in);
    byte[] original = Compact.readBytes(in);
    if (kind == EVENT) {
      return new EventArrived(id, EventCodec.read(in), position, original);
    }
    LabelForm label = LabelForm.read(in);
    return new LabelArrived(id, label.target(), label.className(), position, original);
  }
}
