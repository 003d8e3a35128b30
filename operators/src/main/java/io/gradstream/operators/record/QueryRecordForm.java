package io.gradstream.operators.record;

import io.gradstream.features.event.EventCodec;
import io.gradstream.operators.record.QueryRecord.Asked;
import io.gradstream.operators.record.Reply.Status;
import io.gradstream.schemas.Compact;
import io.gradstream.schemas.PositionCodec;
import io.gradstream.schemas.Prediction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** Binary form of {@link QueryRecord}, and of each kind of it: tag, parts. */
public final class QueryRecordForm implements BinaryForm<QueryRecord> {

  private static final int ASKED = 1;
  private static final int ANSWERED = 2;
  private static final int REFUSED = 3;

  private final BinaryForm<Prediction> predictions = SchemaForms.prediction();

  @Override
  public void write(QueryRecord value, DataOutput out) throws IOException {
    if (value instanceof Asked asked) {
      out.writeByte(ASKED);
      writeAsked(asked, out);
    } else if (value instanceof Reply reply) {
      out.writeByte(reply.answer().isPresent() ? ANSWERED : REFUSED);
      writeTo(reply.to(), out);
      Compact.writeText(reply.status().name(), out);
      Compact.writeText(reply.message(), out);
      if (reply.answer().isPresent()) {
        predictions.write(reply.answer().get(), out);
      }
    }
  }

  @Override
  public QueryRecord read(DataInput in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case ASKED -> readAsked(in);
      case ANSWERED, REFUSED -> readReply(tag == ANSWERED, in);
      default -> throw new IOException("a query record has tag 1..3: " + tag);
    };
  }

  static void writeAsked(Asked asked, DataOutput out) throws IOException {
    EventCodec.write(asked.event(), out);
    Compact.writeText(asked.message(), out);
    PositionCodec.write(asked.position(), out);
    writeTo(asked.to(), out);
  }

  static Asked readAsked(DataInput in) throws IOException {
    return new Asked(EventCodec.read(in), Compact.readText(in), PositionCodec.read(in), readTo(in));
  }

  private Reply readReply(boolean isAnswered, DataInput in) throws IOException {
    ReplyTo to = readTo(in);
    Status status = status(Compact.readText(in));
    String message = Compact.readText(in);
    return new Reply(
        to, status, message, isAnswered ? Optional.of(predictions.read(in)) : Optional.empty());
  }

  private static Status status(String name) throws IOException {
    try {
      return Status.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new IOException("there is no status " + name, e);
    }
  }

  private static void writeTo(ReplyTo to, DataOutput out) throws IOException {
    Compact.writeText(to.topic(), out);
    out.writeInt(to.partition());
    Compact.writeText(to.correlationHeader(), out);
    Compact.writeBytes(to.correlationId(), out);
  }

  private static ReplyTo readTo(DataInput in) throws IOException {
    return new ReplyTo(
        Compact.readText(in), in.readInt(), Compact.readText(in), Compact.readBytes(in));
  }
}
