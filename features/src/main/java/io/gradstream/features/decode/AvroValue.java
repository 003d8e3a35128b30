package io.gradstream.features.decode;

import io.gradstream.features.event.EventField;
import io.gradstream.features.event.FieldRules;
import io.gradstream.features.event.FieldType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.Schema;

/**
 * What the bytes of an Avro type mean: an exact decimal, a UUID, or no more than bytes, of which
 * text is their hexadecimal digits.
 */
sealed interface AvroValue {

  String CONNECT_NAME = "connect.name";
  String CONNECT_PARAMETERS = "connect.parameters";
  String CONNECT_DECIMAL = "org.apache.kafka.connect.data.Decimal";
  int UUID_BYTES = 16;
  int MOST_SCALE = 1_000;

  /** An unscaled whole number, big endian, in two's complement. */
  record Decimal(int scale) implements AvroValue {}

  /** RFC 4122's sixteen bytes. */
  record Uuid() implements AvroValue {}

  /** Bytes without a meaning of their own. */
  record Bytes() implements AvroValue {}

  /** What a type's own words say; a scale that is absurd says nothing. */
  static AvroValue of(Schema schema) {
    String logical = schema.getProp("logicalType");
    if ("uuid".equals(logical)
        && schema.getType() == Schema.Type.FIXED
        && schema.getFixedSize() == UUID_BYTES) {
      return new Uuid();
    }
    boolean isDecimal =
        "decimal".equals(logical) || CONNECT_DECIMAL.equals(schema.getProp(CONNECT_NAME));
    return isDecimal
        ? scale(schema)
            .filter(scale -> Math.abs(scale) <= MOST_SCALE)
            .<AvroValue>map(Decimal::new)
            .orElseGet(Bytes::new)
        : new Bytes();
  }

  /** Digits behind the point: none where it is not said, as Avro has it. */
  private static Optional<Integer> scale(Schema schema) {
    Object scale = schema.getObjectProp("scale");
    if (scale == null && schema.getObjectProp(CONNECT_PARAMETERS) instanceof Map<?, ?> said) {
      scale = said.get("scale");
    }
    try {
      return Optional.of(scale == null ? 0 : Integer.parseInt(scale.toString()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether a field of the type can be read from such bytes. */
  default boolean isReadableAs(FieldType type) {
    return type == FieldType.TEXT
        || type == (this instanceof Decimal ? FieldType.NUMBER : FieldType.NUMBERS)
        || type == FieldType.BOOLEAN && this instanceof Decimal;
  }

  /** The value of a field that is no array. */
  default Object read(EventField field, byte[] bytes) {
    if (this instanceof Decimal decimal) {
      if (bytes.length == 0 || bytes.length > MOST_SCALE) {
        throw FieldRules.wrongType(field, "a decimal of " + bytes.length + " bytes");
      }
      BigDecimal number = new BigDecimal(new BigInteger(bytes), decimal.scale());
      return field.type() == FieldType.TEXT
          ? FieldRules.fromCell(field, number.toPlainString(), null)
          : FieldRules.fromDecimal(field, number.doubleValue());
    }
    if (field.type() != FieldType.TEXT) {
      throw FieldRules.wrongType(field, bytes.length + " bytes");
    }
    return FieldRules.fromCell(field, text(bytes), null);
  }

  private String text(byte[] bytes) {
    if (this instanceof Uuid) {
      ByteBuffer halves = ByteBuffer.wrap(bytes);
      return new UUID(halves.getLong(), halves.getLong()).toString();
    }
    return HexFormat.of().formatHex(bytes);
  }
}
