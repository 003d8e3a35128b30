package io.gradstream.features.decode;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.ResolvingDecoder;

/** Passes over a value that nobody asked for, as another key of a map. */
final class AvroSkip {

  private static final int DEEPEST = 64;

  private AvroSkip() {}

  static void skip(Schema schema, Decoder in) throws IOException {
    skip(schema, in, 0);
  }

  private static void skip(Schema schema, Decoder in, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("nested more than " + DEEPEST + " deep");
    }
    switch (schema.getType()) {
      case NULL -> in.readNull();
      case BOOLEAN -> in.readBoolean();
      case INT -> in.readInt();
      case LONG -> in.readLong();
      case FLOAT -> in.readFloat();
      case DOUBLE -> in.readDouble();
      case STRING -> in.skipString();
      case BYTES -> in.skipBytes();
      case FIXED -> in.skipFixed(schema.getFixedSize());
      case ENUM -> in.readEnum();
      case UNION -> skip(schema.getTypes().get(in.readIndex()), in, depth + 1);
      case RECORD -> skipRecord(schema, in, depth);
      case ARRAY -> skipItems(schema.getElementType(), in, depth);
      case MAP -> skipEntries(schema.getValueType(), in, depth);
    }
  }

  private static void skipRecord(Schema record, Decoder in, int depth) throws IOException {
    if (in instanceof ResolvingDecoder resolving) {
      for (Schema.Field field : resolving.readFieldOrder()) {
        skip(field.schema(), in, depth + 1);
      }
    } else {
      for (Schema.Field field : record.getFields()) {
        skip(field.schema(), in, depth + 1);
      }
    }
  }

  private static void skipItems(Schema items, Decoder in, int depth) throws IOException {
    for (long block = in.readArrayStart(); block > 0; block = in.arrayNext()) {
      for (long i = 0; i < block; i++) {
        skip(items, in, depth + 1);
      }
    }
  }

  private static void skipEntries(Schema values, Decoder in, int depth) throws IOException {
    for (long block = in.readMapStart(); block > 0; block = in.mapNext()) {
      for (long i = 0; i < block; i++) {
        in.skipString();
        skip(values, in, depth + 1);
      }
    }
  }
}
