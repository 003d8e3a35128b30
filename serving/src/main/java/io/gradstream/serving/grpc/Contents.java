package io.gradstream.serving.grpc;

import com.google.protobuf.ByteString;
import io.gradstream.serving.grpc.inference.InferTensorContents;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.protocol.Datatype;
import io.gradstream.serving.protocol.RawElements;
import java.util.ArrayList;
import java.util.List;

/** Elements of a tensor in the list of their type. */
final class Contents {

  private Contents() {}

  /**
   * @param count that there must be
   * @param what whose they are, for messages
   * @throws HttpProblem when they are in another list, or do not fit the type
   */
  static List<Object> read(
      InferTensorContents contents, Datatype datatype, long count, String what) {
    String list = list(datatype, what);
    int all =
        contents.getBoolContentsCount()
            + contents.getIntContentsCount()
            + contents.getInt64ContentsCount()
            + contents.getUintContentsCount()
            + contents.getUint64ContentsCount()
            + contents.getFp32ContentsCount()
            + contents.getFp64ContentsCount()
            + contents.getBytesContentsCount();
    List<Object> elements = elements(contents, datatype, what);
    if (elements.size() != all || all != count) {
      throw HttpProblem.badRequest(
          "%s must have its %d elements in %s, and nothing in other lists: %d there, %d in all"
              .formatted(what, count, list, elements.size(), all));
    }
    return elements;
  }

  private static String list(Datatype datatype, String what) {
    return switch (datatype) {
      case BOOL -> "bool_contents";
      case INT8, INT16, INT32 -> "int_contents";
      case INT64 -> "int64_contents";
      case UINT8, UINT16, UINT32 -> "uint_contents";
      case UINT64 -> "uint64_contents";
      case FP32 -> "fp32_contents";
      case FP64 -> "fp64_contents";
      case BYTES -> "bytes_contents";
      case FP16 ->
          throw HttpProblem.badRequest(
              what + " must be in raw_input_contents: there is no list for FP16");
    };
  }

  private static List<Object> elements(
      InferTensorContents contents, Datatype datatype, String what) {
    List<Object> elements = new ArrayList<>();
    switch (datatype) {
      case BOOL -> elements.addAll(contents.getBoolContentsList());
      case INT8 -> addAll(contents.getIntContentsList(), Byte.SIZE, datatype, what, elements);
      case INT16 -> addAll(contents.getIntContentsList(), Short.SIZE, datatype, what, elements);
      case INT32 -> addAll(contents.getIntContentsList(), Integer.SIZE, datatype, what, elements);
      case INT64 -> elements.addAll(contents.getInt64ContentsList());
      case UINT8 -> addUnsigned(contents.getUintContentsList(), 8, datatype, what, elements);
      case UINT16 -> addUnsigned(contents.getUintContentsList(), 16, datatype, what, elements);
      case UINT32 -> addUnsigned(contents.getUintContentsList(), 32, datatype, what, elements);
      case UINT64 ->
          contents
              .getUint64ContentsList()
              .forEach(bits -> elements.add(RawElements.unsigned(bits)));
      case FP32 ->
          contents.getFp32ContentsList().forEach(value -> elements.add(value.doubleValue()));
      case FP64 -> elements.addAll(contents.getFp64ContentsList());
      case BYTES -> {
        for (ByteString text : contents.getBytesContentsList()) {
          elements.add(RawElements.bytes(text.asReadOnlyByteBuffer()));
        }
      }
      case FP16 -> throw new IllegalStateException("it has no list");
    }
    return elements;
  }

  private static void addAll(
      List<Integer> values, int bits, Datatype datatype, String what, List<Object> into) {
    for (int value : values) {
      requireFit(
          value == value << Integer.SIZE - bits >> Integer.SIZE - bits, value, datatype, what);
      into.add((long) value);
    }
  }

  private static void addUnsigned(
      List<Integer> values, int bits, Datatype datatype, String what, List<Object> into) {
    for (int signed : values) {
      long value = Integer.toUnsignedLong(signed);
      requireFit(value >> bits == 0, value, datatype, what);
      into.add(value);
    }
  }

  private static void requireFit(boolean fits, long value, Datatype datatype, String what) {
    if (!fits) {
      throw HttpProblem.badRequest(
          "%s must hold %s in every element (%s): %d"
              .formatted(what, datatype.element(), datatype, value));
    }
  }
}
