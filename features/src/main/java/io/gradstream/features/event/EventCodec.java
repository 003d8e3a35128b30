package io.gradstream.features.event;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Binary form of {@link Event}: the number of values, then each behind a byte for its kind. */
public final class EventCodec {

  private static final int MISSING = 0;
  private static final int FALSE = 1;
  private static final int TRUE = 2;
  private static final int NUMBER = 3;
  private static final int WHOLE_NUMBER = 4;
  private static final int TEXT = 5;
  private static final int TIME = 6;
  private static final int NUMBERS = 7;
  private static final int BYTES = 8; // numbers that are all whole and in 0..255

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
    } else if (value instanceof float[] numbers) {
      writeNumbers(numbers, out);
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

  /** An image of bytes stays one: a fourth of its size in state and between operators. */
  private static void writeNumbers(float[] numbers, DataOutput out) throws IOException {
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      bytes[i] = (byte) numbers[i];
      if (Float.floatToRawIntBits(bytes[i] & 0xff) != Float.floatToRawIntBits(numbers[i])) {
        writeFloats(numbers, out);
        return;
      }
    }
    out.writeByte(BYTES);
    Compact.writeBytes(bytes, out);
  }

  private static void writeFloats(float[] numbers, DataOutput out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * numbers.length);
    bytes.asFloatBuffer().put(numbers);
    out.writeByte(NUMBERS);
    Compact.writeBytes(bytes.array(), out);
  }

  private static float[] readFloats(DataInput in) throws IOException {
    byte[] bytes = Compact.readBytes(in);
    if (bytes.length % Float.BYTES != 0) {
      throw new IOException("an array of numbers cannot have " + bytes.length + " bytes");
    }
    float[] numbers = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(numbers);
    return numbers;
  }

  private static float[] readWholes(DataInput in) throws IOException {
    byte[] bytes = Compact.readBytes(in);
    float[] numbers = new float[bytes.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = bytes[i] & 0xff;
    }
    return numbers;
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
      case NUMBERS -> readFloats(in);
      case BYTES -> readWholes(in);
      default -> throw new IOException("an event's value has no kind " + kind);
    };
  }
}
