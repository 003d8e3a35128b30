package io.gradstream.features.decode;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.Schema;

/** Writes a value as the bytes that {@link AvroValue} reads it from. */
final class AvroBytes {

  private AvroBytes() {}

  /** Empty where the type cannot hold the value. */
  static Optional<byte[]> of(Schema schema, Object value) {
    if (schema.getType() != Schema.Type.BYTES && schema.getType() != Schema.Type.FIXED) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(bytes(AvroValue.of(schema), value))
          .flatMap(bytes -> fitting(schema, bytes));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // text that is no number, no UUID, no digits
    }
  }

  private static byte[] bytes(AvroValue as, Object value) {
    if (as instanceof AvroValue.Decimal decimal) {
      return value instanceof Double || value instanceof String
          ? new BigDecimal(value.toString())
              .setScale(decimal.scale(), RoundingMode.HALF_EVEN)
              .unscaledValue()
              .toByteArray()
          : null;
    }
    if (!(value instanceof String text)) {
      return null;
    }
    return as instanceof AvroValue.Uuid ? uuid(text) : HexFormat.of().parseHex(text);
  }

  private static byte[] uuid(String text) {
    UUID uuid = UUID.fromString(text);
    return ByteBuffer.allocate(AvroValue.UUID_BYTES)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits())
        .array();
  }

  /** A decimal of a fixed size has its sign in all bytes in front. */
  private static Optional<byte[]> fitting(Schema schema, byte[] bytes) {
    if (schema.getType() == Schema.Type.BYTES || schema.getFixedSize() == bytes.length) {
      return Optional.of(bytes);
    }
    int more = schema.getFixedSize() - bytes.length;
    if (more < 0 || !(AvroValue.of(schema) instanceof AvroValue.Decimal)) {
      return Optional.empty();
    }
    byte[] whole = new byte[schema.getFixedSize()];
    Arrays.fill(whole, 0, more, (byte) (bytes[0] < 0 ? -1 : 0));
    System.arraycopy(bytes, 0, whole, more, bytes.length);
    return Optional.of(whole);
  }
}
