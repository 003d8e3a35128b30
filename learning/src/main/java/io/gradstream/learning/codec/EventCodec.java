package io.gradstream.learning.codec;

import io.gradstream.features.Event;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link Event}: the number of values, then each behind a byte for its kind. */
public final class EventCodec {

  private static final int MISSING = 0;
  private static final int FALSE = 1;
  private static final int TRUE = 2;
  private static final int NUMBER = 3;
  private static final int WHOLE_NUMBER = 4;
  private static final int TEXT = 5;
  private static final int TIME = 6;

  private static final int MOST_VALUES = 1 << 16;

  private EventCodec() {}

  public static void write(Event value, DataOutput out) throws IOException {
    int size = value.size();
    Compact.writeUnsigned(size, out);
    for (int i = 0; i < size; i++) {
      writeValue(value.value(i), out);
    }
  }

  public static Event read(DataInput in) throws IOException {
    Object[] values = new Object[Compact.readCount(MOST_VALUES, in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = readValue(in);
    }
    return Event.owning(values);
  }

  private static void writeValue(Object value, DataOutput out) throws IOException {
    if (value == null) {
      out.writeByte(MISSING);
    } else if (value instanceof Double number) {
      writeNumber(number, out);
    } else if (value instanceof String text) {
      out.writeByte(TEXT);
      Compact.writeText(text, out);
    } else if (value instanceof Long time) {
      out.writeByte(TIME);
      out.writeLong(time);
    } else if (value instanceof Boolean flag) {
      out.writeByte(flag ? TRUE : FALSE);
    } else {
      throw new IllegalArgumentException("an event holds no " + value.getClass().getName());
    }
  }

  /** Compared as bits, so that -0.0 and every NaN stay what they are. */
  private static void writeNumber(double number, DataOutput out) throws IOException {
    int whole = (int) number;
    if (Double.doubleToRawLongBits(whole) == Double.doubleToRawLongBits(number)) {
      out.writeByte(WHOLE_NUMBER);
      Compact.writeSigned(whole, out);
    } else {
      out.writeByte(NUMBER);
      out.writeDouble(number);
    }
  }

  private static Object readValue(DataInput in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case MISSING -> null;
      case FALSE -> Boolean.FALSE;
      case TRUE -> Boolean.TRUE;
      case NUMBER -> in.readDouble();
      case WHOLE_NUMBER -> (double) Compact.readSigned(in);
      case TEXT -> Compact.readText(in);
      case TIME -> in.readLong();
      default -> throw new IOException("an event's value has no kind " + kind);
    };
  }
}
