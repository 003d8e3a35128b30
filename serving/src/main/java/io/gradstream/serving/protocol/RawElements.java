package io.gradstream.serving.protocol;

import io.gradstream.serving.http.HttpProblem;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Elements in binary, little endian, one behind the other: truth values as a byte, texts each
 * behind its length in 4 bytes.
 */
public final class RawElements {

  private static final int SIGN = 0x8000; // of a number of 16 bits
  private static final Long[] SMALL = new Long[1 << Byte.SIZE]; // one object for each byte's value

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = (long) i;
    }
  }

  private RawElements() {}

  /** Bytes of an element; 0 where each has its own length. */
  static int size(Datatype datatype) {
    return switch (datatype) {
      case BOOL, UINT8, INT8 -> 1;
      case UINT16, INT16, FP16 -> Short.BYTES;
      case UINT32, INT32, FP32 -> Integer.BYTES;
      case UINT64, INT64, FP64 -> Long.BYTES;
      case BYTES -> 0;
    };
  }

  /**
   * Reads a tensor's elements, as {@link Datatype#read} gives them.
   *
   * @param elements that its shape declares
   * @param raw all its bytes and no others
   * @param what whose they are, for messages
   * @throws HttpProblem when they are not as many, or not of the type
   */
  public static List<Object> read(Datatype datatype, long elements, ByteBuffer raw, String what) {
    ByteBuffer from = raw.order(ByteOrder.LITTLE_ENDIAN);
    int size = size(datatype);
    boolean fits =
        size > 0
            ? elements == raw.remaining() / size && raw.remaining() % size == 0
            : elements <= raw.remaining() / Integer.BYTES;
    if (!fits) {
      throw HttpProblem.badRequest(
          "%s must have %s in binary, as its shape says %d elements of %s: %d bytes"
              .formatted(
                  what,
                  size > 0 ? elements * size + " bytes" : "4 bytes and a text for each element",
                  elements,
                  datatype,
                  raw.remaining()));
    }
    List<Object> values = new ArrayList<>((int) elements);
    for (int i = 0; i < elements; i++) {
      values.add(element(datatype, from, what, i));
    }
    if (from.hasRemaining()) {
      throw HttpProblem.badRequest(
          "%s must end with its last text: %d bytes follow".formatted(what, from.remaining()));
    }
    return values;
  }

  private static Object element(Datatype datatype, ByteBuffer from, String what, int index) {
    return switch (datatype) {
      case BOOL -> truth(from.get(), what, index);
      case UINT8 -> SMALL[Byte.toUnsignedInt(from.get())];
      case UINT16 -> (long) Short.toUnsignedInt(from.getShort());
      case UINT32 -> Integer.toUnsignedLong(from.getInt());
      case UINT64 -> unsigned(from.getLong());
      case INT8 -> (long) from.get();
      case INT16 -> (long) from.getShort();
      case INT32 -> (long) from.getInt();
      case INT64 -> from.getLong();
      case FP16 -> half(from.getShort());
      case FP32 -> (double) from.getFloat();
      case FP64 -> from.getDouble();
      case BYTES -> bytes(from, what, index);
    };
  }

  private static Boolean truth(byte value, String what, int index) {
    if (value != 0 && value != 1) {
      throw HttpProblem.badRequest(
          "%s must hold 0 or 1 in every byte (BOOL): element %d is %d"
              .formatted(what, index, value));
    }
    return value == 1;
  }

  /** A whole number without sign, as large as 64 bits hold. */
  public static Object unsigned(long bits) {
    return bits >= 0 ? (Object) bits : new BigInteger(Long.toUnsignedString(bits));
  }

  private static Object bytes(ByteBuffer from, String what, int index) {
    long length = from.remaining() < Integer.BYTES ? -1 : Integer.toUnsignedLong(from.getInt());
    if (length < 0 || length > from.remaining()) {
      throw HttpProblem.badRequest(
          "%s must have a length and so many bytes for each text: element %d says %s, and %d bytes are left"
              .formatted(what, index, length < 0 ? "nothing" : length + "", from.remaining()));
    }
    ByteBuffer bytes = from.slice(from.position(), (int) length);
    from.position(from.position() + (int) length);
    return bytes(bytes);
  }

  /** A text in UTF-8; what is none stays bytes, as those of a picture are. */
  public static Object bytes(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException e) {
      byte[] raw = new byte[bytes.remaining()];
      bytes.duplicate().get(raw);
      return raw;
    }
  }

  /** IEEE 754's binary16: 5 bits of exponent, 10 of fraction. */
  static double half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size;
    if (exponent == 0x1f) {
      size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      size = fraction * 0x1p-24;
    } else {
      size = (1 + fraction * 0x1p-10) * Math.pow(2, exponent - 15);
    }
    return (bits & SIGN) == 0 ? size : -size;
  }
}
