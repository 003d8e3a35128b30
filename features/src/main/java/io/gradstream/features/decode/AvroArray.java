package io.gradstream.features.decode;

import io.gradstream.features.event.FieldRules;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;

/** Writes an array of numbers as Avro's bytes, fixed or flat array of numbers. */
final class AvroArray {

  private AvroArray() {}

  /** Whether the type has room for each number as it is. */
  static boolean holds(Schema schema, float[] values) {
    return switch (schema.getType()) {
      case BYTES -> allWithin(0, 255, values);
      case FIXED -> values.length == schema.getFixedSize() && allWithin(0, 255, values);
      case ARRAY -> itemsHold(schema.getElementType(), values);
      case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, ENUM, MAP, RECORD, UNION -> false;
    };
  }

  private static boolean itemsHold(Schema items, float[] values) {
    return switch (items.getType()) {
      case FLOAT, DOUBLE -> true;
      case INT -> allWithin(Integer.MIN_VALUE, Integer.MAX_VALUE, values);
      case LONG -> allWithin(-FieldRules.LARGEST_NUMBER, FieldRules.LARGEST_NUMBER, values);
      case NULL, BOOLEAN, STRING, ENUM, BYTES, FIXED, ARRAY, MAP, RECORD, UNION -> false;
    };
  }

  /** Whether all are whole and within the bounds. */
  private static boolean allWithin(double least, double most, float[] values) {
    for (double value : values) {
      if (value != Math.rint(value) || value < least || value > most) {
        return false;
      }
    }
    return true;
  }

  /** Writes what the type {@linkplain #holds holds}. */
  static void write(Schema schema, float[] values, BinaryEncoder out) throws IOException {
    switch (schema.getType()) {
      case BYTES -> out.writeBytes(bytes(values));
      case FIXED -> out.writeFixed(bytes(values));
      default -> writeItems(schema.getElementType().getType(), values, out);
    }
  }

  private static byte[] bytes(float[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static void writeItems(Schema.Type type, float[] values, BinaryEncoder out)
      throws IOException {
    out.writeArrayStart();
    out.setItemCount(values.length);
    for (float value : values) {
      out.startItem();
      switch (type) {
        case INT -> out.writeInt((int) value);
        case LONG -> out.writeLong((long) value);
        case FLOAT -> out.writeFloat(value);
        default -> out.writeDouble(value);
      }
    }
    out.writeArrayEnd();
  }
}
