package io.gradstream.operators.record;

import io.gradstream.features.event.EventCodec;
import io.gradstream.learning.ExampleCodec;
import io.gradstream.operators.record.WorkItem.Ask;
import io.gradstream.operators.record.WorkItem.AskAndLearn;
import io.gradstream.operators.record.WorkItem.Learn;
import io.gradstream.operators.record.WorkItem.Query;
import io.gradstream.schemas.Compact;
import io.gradstream.schemas.PositionCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link WorkItem}: format version, tag, parts. */
public final class WorkItemForm implements BinaryForm<WorkItem> {

  private static final int FORMAT = 1;
  private static final int ASK = 1;
  private static final int LEARN = 2;
  private static final int ASK_AND_LEARN = 3;
  private static final int QUERY = 4;

  @Override
  public void write(WorkItem value, DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    if (value instanceof Ask ask) {
      writeHead(ASK, ask, out);
      Compact.writeText(ask.id(), out);
      EventCodec.write(ask.event(), out);
      PositionCodec.write(ask.position(), out);
    } else if (value instanceof Learn learn) {
      writeHead(LEARN, learn, out);
      ExampleCodec.write(learn.example(), out);
    } else if (value instanceof AskAndLearn both) {
      writeHead(ASK_AND_LEARN, both, out);
      ExampleCodec.write(both.example(), out);
      Compact.writeBytes(both.original(), out);
    } else if (value instanceof Query query) {
      writeHead(QUERY, query, out);
      Compact.writeText(query.id(), out);
      QueryRecordForm.writeAsked(query.asked(), out);
    }
  }

  private static void writeHead(int tag, WorkItem value, DataOutput out) throws IOException {
    out.writeByte(tag);
    Compact.writeText(value.key(), out);
  }

  @Override
  public WorkItem read(DataInput in) throws IOException {
    Compact.requireFormat(FORMAT, "a work item", in);
    int tag = in.readUnsignedByte();
    String key = Compact.readText(in);
    return switch (tag) {
      case ASK -> new Ask(key, Compact.readText(in), EventCodec.read(in), PositionCodec.read(in));
      case LEARN -> new Learn(key, ExampleCodec.read(in));
      case ASK_AND_LEARN -> new AskAndLearn(key, ExampleCodec.read(in), Compact.readBytes(in));
      case QUERY -> new Query(key, Compact.readText(in), QueryRecordForm.readAsked(in));
      default -> throw new IOException("a work item has tag 1..4: " + tag);
    };
  }
}
