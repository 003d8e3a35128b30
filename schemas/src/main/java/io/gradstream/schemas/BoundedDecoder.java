package io.gradstream.schemas;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Reads Avro's binary encoding from a part of a byte array. Unlike Avro's own decoder it believes
 * no length: nothing larger than the bytes that are left is ever allocated, and all arrays and maps
 * of a record together hold at most one item a byte (so items of width zero are refused when there
 * are more of them than bytes). Whatever is wrong is a {@link MalformedRecordException}. Reused by
 * {@link #reset}; not thread safe.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#binary-encoding">Avro 1.12,
 *     binary encoding</a>
 */
public final class BoundedDecoder extends Decoder {

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[0];
  private int position;
  private int end;
  private long itemsLeft;
  private int skippedLeft;

  /** Reads bytes {@code from} (inclusive) to {@code to} (exclusive) from now on. */
  public BoundedDecoder reset(byte[] source, int from, int to) {
    bytes = source;
    position = from;
    end = to;
    itemsLeft = to - from;
    skippedLeft = Integer.MAX_VALUE;
    return this;
  }

  /**
   * Lets at most so many blocks be skipped item by item until the next {@link #reset}. Avro's
   * parsers call themselves for each that is within another, as deep as a record of a recursive
   * schema nests them.
   */
  public BoundedDecoder skippingAtMost(int blocks) {
    skippedLeft = blocks;
    return this;
  }

  /** How many bytes were not read yet. */
  public int remaining() {
    return end - position;
  }

  /** Checks that all bytes were read. */
  public void requireEnd() {
    if (position != end) {
      throw new MalformedRecordException(
          remaining() + " bytes are left over after the end of the record");
    }
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() {
    int value = next();
    if (value < 0 || value > 1) {
      throw new MalformedRecordException("a boolean is 0 or 1: " + value);
    }
    return value == 1;
  }

  @Override
  public int readInt() {
    long value = readLong();
    if (value != (int) value) {
      throw new MalformedRecordException("an int does not fit in 32 bits: " + value);
    }
    return (int) value;
  }

  @Override
  public long readLong() {
    long zigZag = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = next();
      zigZag |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return (zigZag >>> 1) ^ -(zigZag & 1);
      }
    }
    throw new MalformedRecordException("a whole number is longer than 10 bytes");
  }

  @Override
  public float readFloat() {
    return Float.intBitsToFloat((int) INTS.get(bytes, advance(Float.BYTES)));
  }

  @Override
  public double readDouble() {
    return Double.longBitsToDouble((long) LONGS.get(bytes, advance(Double.BYTES)));
  }

  @Override
  public String readString() {
    int length = readLength();
    return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
  }

  @Override
  public Utf8 readString(Utf8 old) {
    return new Utf8(readBytes());
  }

  @Override
  public void skipString() {
    advance(readLength());
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) {
    return ByteBuffer.wrap(readBytes());
  }

  /** Reads bytes into an array of their own. */
  public byte[] readBytes() {
    byte[] value = new byte[readLength()];
    readFixed(value, 0, value.length);
    return value;
  }

  @Override
  public void skipBytes() {
    advance(readLength());
  }

  @Override
  public void readFixed(byte[] target, int start, int length) {
    System.arraycopy(bytes, advance(length), target, start, length);
  }

  @Override
  public void skipFixed(int length) {
    advance(length);
  }

  @Override
  public int readEnum() {
    return readInt();
  }

  @Override
  public long readArrayStart() {
    return readItemCount();
  }

  @Override
  public long arrayNext() {
    return readItemCount();
  }

  @Override
  public long skipArray() {
    return skipBlocks();
  }

  @Override
  public long readMapStart() {
    return readItemCount();
  }

  @Override
  public long mapNext() {
    return readItemCount();
  }

  @Override
  public long skipMap() {
    return skipBlocks();
  }

  @Override
  public int readIndex() {
    return readInt();
  }

  /** Skips the blocks that say their size in bytes; the rest has to be skipped item by item. */
  private long skipBlocks() {
    long count = readLong();
    while (count < 0) {
      advance(readLength());
      count = readLong();
    }
    if (count > 0 && skippedLeft-- == 0) {
      throw new MalformedRecordException(
          "more arrays and maps are to be skipped than a record of a recursive schema may have");
    }
    return claim(count);
  }

  private long readItemCount() {
    long count = readLong();
    if (count >= 0) {
      return claim(count);
    }
    readLong(); // the block's size in bytes: only of use when skipping
    return claim(-count);
  }

  private long claim(long items) {
    if (items < 0 || items > itemsLeft) {
      throw new MalformedRecordException(
          "a block declares " + items + " items with " + remaining() + " bytes left");
    }
    itemsLeft -= items;
    return items;
  }

  private int readLength() {
    long length = readLong();
    if (length < 0 || length > remaining()) {
      throw new MalformedRecordException(
          "a length of " + length + " is declared with " + remaining() + " bytes left");
    }
    return (int) length;
  }

  private byte next() {
    return bytes[advance(1)];
  }

  private int advance(int length) {
    if (length > end - position) {
      throw new MalformedRecordException(
          "the record ends early: " + length + " bytes expected, " + remaining() + " left");
    }
    int start = position;
    position += length;
    return start;
  }
}
