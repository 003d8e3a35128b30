package io.gradstream.learning.codec;

import io.gradstream.features.Event;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link Event}. */
public final class EventCodec {

  private EventCodec() {}

  public static void write(Event value, DataOutput out) throws IOException {
    throw new UnsupportedOperationException();
  }

  public static Event read(DataInput in) throws IOException {
    throw new UnsupportedOperationException();
  }
}
