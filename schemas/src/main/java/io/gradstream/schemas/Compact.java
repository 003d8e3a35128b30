package io.gradstream.schemas;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The primitives of our binary forms: whole numbers of variable length (seven bits a byte, lowest
 * first), texts in UTF-8 and byte arrays behind their length. A length read is never believed:
 * memory is taken only as bytes come.
 */
public final class Compact {

  private static final int CHUNK = 64 * 1024;
  private static final int DOUBLE =
      0x7FC0D0B1; // a float that is no number, nor what stands for that

  private Compact() {}

  /** A number that is rarely negative: 1 byte up to 127, 10 when negative. */
  public static void writeUnsigned(long value, DataOutput out) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  public static long readUnsigned(DataInput in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.readByte();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IOException("a whole number is longer than 10 bytes");
  }

  /** A number of either sign, zigzag: 1 byte from -64 to 63. */
  public static void writeSigned(long value, DataOutput out) throws IOException {
    writeUnsigned((value << 1) ^ (value >> 63), out);
  }

  public static long readSigned(DataInput in) throws IOException {
    long zigZag = readUnsigned(in);
    return (zigZag >>> 1) ^ -(zigZag & 1);
  }

  /**
   * A number: a float where it is one, as it is in older forms; else four bytes that are none that
   * anything writes as a float, and a double.
   */
  public static void writeNumber(double value, DataOutput out) throws IOException {
    if (value == (float) value || Double.isNaN(value)) {
      out.writeFloat((float) value);
    } else {
      out.writeInt(DOUBLE);
      out.writeDouble(value);
    }
  }

  /** Reads what {@link #writeNumber} wrote, or a float. */
  public static double readNumber(DataInput in) throws IOException {
    return readNumber(in.readInt(), in);
  }

  /**
   * Reads a number whose first bytes were read.
   *
   * @param bits the first four of them
   */
  public static double readNumber(int bits, DataInput in) throws IOException {
    return bits == DOUBLE ? in.readDouble() : Float.intBitsToFloat(bits);
  }

  /** Reads a number of things, at most {@code limit}. */
  public static int readCount(int limit, DataInput in) throws IOException {
    long count = readUnsigned(in);
    if (count < 0 || count > limit) {
      throw new IOException("a count must be in 0.." + limit + ": " + count);
    }
    return (int) count;
  }

  public static void writeText(String text, DataOutput out) throws IOException {
    writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
  }

  public static String readText(DataInput in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  public static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
    writeUnsigned(bytes.length, out);
    out.write(bytes);
  }

  public static byte[] readBytes(DataInput in) throws IOException {
    int length = readCount(Integer.MAX_VALUE - 8, in);
    byte[] bytes = new byte[Math.min(length, CHUNK)];
    in.readFully(bytes);
    while (bytes.length < length) {
      int read = bytes.length;
      bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * read));
      in.readFully(bytes, read, bytes.length - read);
    }
    return bytes;
  }

  /** Checks the format version that a persisted form starts with. */
  public static void requireFormat(int newest, String what, DataInput in) throws IOException {
    readFormat(newest, what, in);
  }

  /** Reads and checks the format version that a persisted form of several starts with. */
  public static int readFormat(int newest, String what, DataInput in) throws IOException {
    int format = in.readUnsignedByte();
    if (format < 1 || format > newest) {
      throw new IOException(
          "%s has format %d, and 1..%d can be read".formatted(what, format, newest));
    }
    return format;
  }
}
