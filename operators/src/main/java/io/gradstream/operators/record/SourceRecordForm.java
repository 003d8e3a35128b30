package io.gradstream.operators.record;

import io.gradstream.features.event.EventCodec;
import io.gradstream.operators.record.SourceRecord.Mark;
import io.gradstream.operators.record.SourceRecord.Unusable;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.schemas.Compact;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.PositionCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link SourceRecord}. */
public final class SourceRecordForm implements BinaryForm<SourceRecord> {

  private static final int USABLE = 1;
  private static final int MARK = 2;
  private static final int UNUSABLE = 3;

  private final BinaryForm<DeadLetter> letters = SchemaForms.deadLetter();

  @Override
  public void write(SourceRecord value, DataOutput out) throws IOException {
    if (value instanceof Usable usable) {
      out.writeByte(USABLE);
      EventCodec.write(usable.event(), out);
      Compact.writeBytes(usable.original(), out);
      PositionCodec.write(usable.position(), out);
    } else if (value instanceof Mark mark) {
      out.writeByte(MARK);
      PositionCodec.write(mark.position(), out);
    } else if (value instanceof Unusable unusable) {
      out.writeByte(UNUSABLE);
      letters.write(unusable.letter(), out);
    }
  }

  @Override
  public SourceRecord read(DataInput in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case USABLE -> new Usable(EventCodec.read(in), Compact.readBytes(in), PositionCodec.read(in));
      case MARK -> new Mark(PositionCodec.read(in));
      case UNUSABLE -> new Unusable(letters.read(in));
      default -> throw new IOException("a source record has tag 1..3: " + tag);
    };
  }
}
