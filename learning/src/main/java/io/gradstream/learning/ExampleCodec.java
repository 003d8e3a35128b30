package io.gradstream.learning;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventCodec;
import io.gradstream.schemas.Compact;
import io.gradstream.schemas.PositionCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link Example}. */
public final class ExampleCodec {

  private ExampleCodec() {}

  public static void write(Example value, DataOutput out) throws IOException {
    EventCodec.write(value.event(), out);
    Compact.writeText(value.id(), out);
    new LabelForm(value.target(), value.className()).write(out);
    PositionCodec.write(value.position(), out);
  }

  public static Example read(DataInput in) throws IOException {
    Event event = EventCodec.read(in);
    String id = Compact.readText(in);
    LabelForm label = LabelForm.read(in);
    return new Example(event, id, label.target(), label.className(), PositionCodec.read(in));
  }
}
