package io.gradstream.operators.record;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventCodec;
import io.gradstream.operators.record.SourceRecord.Mark;
import io.gradstream.operators.record.SourceRecord.Tombstone;
import io.gradstream.operators.record.SourceRecord.Unusable;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.schemas.Compact;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.PositionCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binary form of {@link SourceRecord}. */
public final class SourceRecordForm implements BinaryForm<SourceRecord> {

  private static final int USABLE = 1;
  private static final int MARK = 2;
  private static final int UNUSABLE = 3;
  private static final int WITH_BAD_LABEL = 4;
  private static final int WITH_SET_ASIDE = 5;
  private static final int TOMBSTONE = 6;
  private static final int MOST_FIELDS = 1 << 16;

  private final BinaryForm<DeadLetter> letters = SchemaForms.deadLetter();

  @Override
  public void write(SourceRecord value, DataOutput out) throws IOException {
    if (value instanceof Usable usable) {
      writeUsable(usable, out);
    } else if (value instanceof Mark mark) {
      out.writeByte(MARK);
      PositionCodec.write(mark.position(), out);
    } else if (value instanceof Tombstone tombstone) {
      out.writeByte(TOMBSTONE);
      PositionCodec.write(tombstone.position(), out);
    } else if (value instanceof Unusable unusable) {
      out.writeByte(UNUSABLE);
      letters.write(unusable.letter(), out);
    }
  }

  @Override
  public SourceRecord read(DataInput in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case USABLE, WITH_BAD_LABEL, WITH_SET_ASIDE -> readUsable(tag, in);
      case MARK -> new Mark(PositionCodec.read(in));
      case TOMBSTONE -> new Tombstone(PositionCodec.read(in));
      case UNUSABLE -> new Unusable(letters.read(in));
      default -> throw new IOException("a source record has tag 1..6: " + tag);
    };
  }

  private static void writeUsable(Usable usable, DataOutput out) throws IOException {
    boolean isWhole = usable.setAside().isEmpty();
    boolean hasBadLabel = usable.badLabel().isPresent();
    out.writeByte(!isWhole ? WITH_SET_ASIDE : hasBadLabel ? WITH_BAD_LABEL : USABLE);
    EventCodec.write(usable.event(), out);
    Compact.writeBytes(usable.original(), out);
    PositionCodec.write(usable.position(), out);
    if (!isWhole) {
      Compact.writeUnsigned(usable.setAside().size(), out);
      for (Decoded.Bad bad : usable.setAside()) {
        writeBad(bad, out);
      }
      out.writeBoolean(hasBadLabel);
    }
    if (hasBadLabel) {
      writeBad(usable.badLabel().get(), out);
    }
  }

  private static Usable readUsable(int tag, DataInput in) throws IOException {
    Event event = EventCodec.read(in);
    byte[] original = Compact.readBytes(in);
    Position position = PositionCodec.read(in);
    List<Decoded.Bad> setAside = new ArrayList<>();
    boolean hasBadLabel = tag == WITH_BAD_LABEL;
    if (tag == WITH_SET_ASIDE) {
      for (int left = Compact.readCount(MOST_FIELDS, in); left > 0; left--) {
        setAside.add(readBad(in));
      }
      hasBadLabel = in.readBoolean();
    }
    Optional<Decoded.Bad> label = hasBadLabel ? Optional.of(readBad(in)) : Optional.empty();
    return new Usable(event, original, position, label, setAside);
  }

  private static void writeBad(Decoded.Bad bad, DataOutput out) throws IOException {
    Compact.writeText(bad.reason().name(), out);
    Compact.writeText(bad.field(), out);
    Compact.writeText(bad.message(), out);
  }

  private static Decoded.Bad readBad(DataInput in) throws IOException {
    String reason = Compact.readText(in);
    try {
      return new Decoded.Bad(
          DeadLetter.Reason.valueOf(reason), Compact.readText(in), Compact.readText(in));
    } catch (IllegalArgumentException e) {
      throw new IOException("there is no reason " + reason, e);
    }
  }
}
