package io.gradstream.nd4j.graph;

import io.gradstream.nd4j.graph.Graph.Values;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an array: its shape is ND4J's, [dimensions, lengths..., strides..., and three numbers
 * more], the last of which is the order's letter.
 */
final class ArrayReader {

  private static final int SHAPE = 0;
  private static final int BYTES = 1;
  private static final int TYPE = 2;
  private static final int BYTE_ORDER = 3;

  private static final int FLOAT = 5;
  private static final int DOUBLE = 6;
  private static final int BIG_ENDIAN = 1;
  private static final int MOST_DIMENSIONS = 32;

  private final String name;
  private final ByteBuffer bytes;
  private final int width;
  private final List<Integer> lengths = new ArrayList<>();
  private final List<Long> strides = new ArrayList<>();

  private ArrayReader(String name, FlatTable array) {
    this.name = name;
    bytes = array.raw(BYTES).slice();
    boolean big = array.number(BYTE_ORDER) == BIG_ENDIAN;
    bytes.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    width = width(array.number(TYPE));
    readShape(array.wholes(SHAPE));
  }

  /**
   * @param name of whose values they are, for messages
   * @throws GraphException when they are no floats or doubles, or fewer than their shape says
   */
  static Values read(String name, FlatTable array) {
    return new ArrayReader(name, array).values();
  }

  private int width(int type) {
    return switch (type) {
      case FLOAT -> Float.BYTES;
      case DOUBLE -> Double.BYTES;
      default -> 0; // of an index or a truth: nobody here reads it
    };
  }

  private void readShape(List<Long> shape) {
    long dimensions = shape.isEmpty() ? -1 : shape.get(0);
    if (dimensions < 0 || dimensions > MOST_DIMENSIONS || shape.size() < 1 + 2 * dimensions) {
      throw damaged(shape);
    }
    int rank = (int) dimensions;
    long size = 1;
    for (int d = 0; d < rank; d++) {
      long length = shape.get(1 + d);
      if (length < 0 || length > bytes.limit()) {
        throw damaged(shape);
      }
      size *= length;
      if (size > bytes.limit()) {
        throw damaged(shape);
      }
      lengths.add((int) length);
      strides.add(shape.get(1 + rank + d));
    }
  }

  private GraphException damaged(List<Long> shape) {
    return new GraphException(
        "the file is damaged: %s has %d bytes for the shape %s"
            .formatted(name, bytes.limit(), shape));
  }

  private Values values() {
    int size = width == 0 ? 0 : lengths.stream().reduce(1, Math::multiplyExact);
    float[] values = new float[size];
    int[] index = new int[lengths.size()];
    for (int i = 0; i < size; i++) {
      values[i] = value(index);
      next(index);
    }
    return new Values(lengths, values);
  }

  private float value(int[] index) {
    long at = 0;
    for (int d = 0; d < index.length; d++) {
      at += index[d] * strides.get(d);
    }
    if (at < 0 || at >= bytes.limit() / width) {
      throw new GraphException(
          "the file is damaged: %s has %d values, and its shape leads to the %dth"
              .formatted(name, bytes.limit() / width, at));
    }
    int from = (int) at * width;
    return width == Float.BYTES ? bytes.getFloat(from) : (float) bytes.getDouble(from);
  }

  /** Counts up, the last dimension fastest. */
  private void next(int[] index) {
    for (int d = index.length - 1; d >= 0; d--) {
      index[d]++;
      if (index[d] < lengths.get(d)) {
        return;
      }
      index[d] = 0;
    }
  }
}
