package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.gradstream.schemas.JsonNumber;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Takes the values of an output, row after row. */
public interface Values {

  void number(double value);

  void text(String value);

  /** Those of a JSON array. */
  static Values json(ArrayNode into) {
    return new Values() {
      @Override
      public void number(double value) {
        into.add(JsonNumber.of(value));
      }

      @Override
      public void text(String value) {
        into.add(value);
      }
    };
  }

  /** In binary, little endian, as {@link RawElements} reads them. */
  static Values raw(Datatype datatype, ByteArrayOutputStream into) {
    return new Values() {
      @Override
      public void number(double value) {
        ByteBuffer one =
            ByteBuffer.allocate(RawElements.size(datatype)).order(ByteOrder.LITTLE_ENDIAN);
        into.writeBytes(
            (datatype == Datatype.FP64 ? one.putDouble(value) : one.putFloat((float) value))
                .array());
      }

      @Override
      public void text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        into.writeBytes(
            ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.length)
                .array());
        into.writeBytes(bytes);
      }
    };
  }
}
