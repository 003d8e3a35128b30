package io.gradstream.sql;

import java.util.Optional;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.binary.BinaryArrayData;
import org.apache.flink.table.types.logical.ArrayType;

/** The type of the numbers in a SQL array, and how an event gets them. */
enum Elements {
  TINYINT(Byte.BYTES, ArrayData::getByte, 0),
  SMALLINT(Short.BYTES, ArrayData::getShort, 0),
  INTEGER(Integer.BYTES, ArrayData::getInt, 0),
  BIGINT(Long.BYTES, ArrayData::getLong, 0),
  FLOAT(Float.BYTES, ArrayData::getFloat, Float.MIN_NORMAL),
  DOUBLE(Double.BYTES, ArrayData::getDouble, Double.MIN_NORMAL);

  /** Reads one that is not null. */
  @FunctionalInterface
  private interface Getter {
    double at(ArrayData array, int index);
  }

  private static final int WORD = 8; // bytes, to which Flink fills an array

  private final int width; // bytes
  private final Getter getter;
  private final double leastNormal;

  Elements(int width, Getter getter, double leastNormal) {
    this.width = width;
    this.getter = getter;
    this.leastNormal = leastNormal;
  }

  /** Nothing where its elements are no numbers. */
  static Optional<Elements> of(ArrayType type) {
    return Optional.ofNullable(
        switch (type.getElementType().getTypeRoot()) {
          case TINYINT -> TINYINT;
          case SMALLINT -> SMALLINT;
          case INTEGER -> INTEGER;
          case BIGINT -> BIGINT;
          case FLOAT -> FLOAT;
          case DOUBLE -> DOUBLE;
          default -> null;
        });
  }

  /**
   * All of them; NaN where one is null, which breaks the rules of an event.
   *
   * @throws ClassCastException when the array has elements of another type. Flink 2.2 lets it have
   *     them, where they could be cast, and an array that is bytes does not say what they are: they
   *     are told by their width, and whole numbers in place of others by being next to nothing
   */
  float[] all(ArrayData array) {
    if (array instanceof BinaryArrayData binary && binary.getSizeInBytes() != bytes(array.size())) {
      throw new ClassCastException("elements of another width");
    }
    float[] numbers = new float[array.size()];
    double largest = 0;
    for (int i = 0; i < numbers.length; i++) {
      double number = array.isNullAt(i) ? Double.NaN : getter.at(array, i);
      numbers[i] = (float) number;
      largest = Math.max(largest, Math.abs(number));
    }
    if (largest > 0 && largest < leastNormal) {
      throw new ClassCastException("whole numbers");
    }
    return numbers;
  }

  /** What Flink's arrays of these take: header and values, filled together. */
  private int bytes(int size) {
    return (BinaryArrayData.calculateHeaderInBytes(size) + width * size + WORD - 1) / WORD * WORD;
  }
}
