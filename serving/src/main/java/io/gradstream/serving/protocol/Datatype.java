package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Optional;

/** The tensor data types of the protocol. */
public enum Datatype {
  BOOL(Kind.TRUTH, 0),
  UINT8(Kind.UNSIGNED, 8),
  UINT16(Kind.UNSIGNED, 16),
  UINT32(Kind.UNSIGNED, 32),
  UINT64(Kind.UNSIGNED, 64),
  INT8(Kind.SIGNED, 8),
  INT16(Kind.SIGNED, 16),
  INT32(Kind.SIGNED, 32),
  INT64(Kind.SIGNED, 64),
  FP16(Kind.FLOATING, 16),
  FP32(Kind.FLOATING, 32),
  FP64(Kind.FLOATING, 64),
  BYTES(Kind.TEXT, 0);

  /** What an element is. */
  enum Kind {
    TRUTH,
    UNSIGNED,
    SIGNED,
    FLOATING,
    TEXT
  }

  private final Kind kind;
  private final int bits;

  Datatype(Kind kind, int bits) {
    this.kind = kind;
    this.bits = bits;
  }

  Kind kind() {
    return kind;
  }

  boolean isWhole() {
    return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
  }

  /** What an element must be, in words. */
  public String element() {
    return switch (kind) {
      case TRUTH -> "true or false";
      case UNSIGNED -> "a whole number of %d bits, without sign".formatted(bits);
      case SIGNED -> "a whole number of %d bits".formatted(bits);
      case FLOATING -> "a number";
      case TEXT -> "text";
    };
  }

  /** The element as an event's builder takes it; nothing when it is none of this type. */
  Optional<Object> read(JsonNode element) {
    return switch (kind) {
      case TRUTH -> element.isBoolean() ? Optional.of(element.booleanValue()) : Optional.empty();
      case UNSIGNED, SIGNED -> whole(element);
      case FLOATING -> element.isNumber() ? Optional.of(rounded(element)) : Optional.empty();
      case TEXT -> Optional.ofNullable(element.textValue());
    };
  }

  private Optional<Object> whole(JsonNode element) {
    if (!element.isIntegralNumber()) {
      return Optional.empty();
    }
    BigInteger value = element.bigIntegerValue();
    boolean fits =
        kind == Kind.SIGNED
            ? value.bitLength() < bits
            : value.signum() >= 0 && value.bitLength() <= bits;
    if (!fits) {
      return Optional.empty();
    }
    return Optional.of(value.bitLength() < Long.SIZE ? (Object) value.longValue() : value);
  }

  /** A number of 16 bits is not rounded further: its sender has done so. */
  private Double rounded(JsonNode element) {
    return bits == Double.SIZE ? element.doubleValue() : (double) element.floatValue();
  }
}
