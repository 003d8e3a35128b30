package io.gradstream.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.IntFunction;
import org.apache.flink.table.data.binary.BinaryArrayData;
import org.apache.flink.table.data.writer.BinaryArrayWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Arrays that are bytes, as Flink lays them out. */
class ElementsTest {

  private static final int LONGEST = 200;
  private static final int TOO_SHORT = 4; // elements, of which two widths may fill the same bytes

  private static final Map<Elements, IntFunction<BinaryArrayData>> ARRAYS =
      Map.of(
          Elements.TINYINT, size -> BinaryArrayData.fromPrimitiveArray(new byte[size]),
          Elements.SMALLINT, size -> BinaryArrayData.fromPrimitiveArray(new short[size]),
          Elements.INTEGER, size -> BinaryArrayData.fromPrimitiveArray(new int[size]),
          Elements.BIGINT, size -> BinaryArrayData.fromPrimitiveArray(new long[size]),
          Elements.FLOAT, size -> BinaryArrayData.fromPrimitiveArray(new float[size]),
          Elements.DOUBLE, size -> BinaryArrayData.fromPrimitiveArray(new double[size]));

  private static final Map<Elements, Integer> WIDTHS =
      Map.of(
          Elements.TINYINT, Byte.BYTES,
          Elements.SMALLINT, Short.BYTES,
          Elements.INTEGER, Integer.BYTES,
          Elements.BIGINT, Long.BYTES,
          Elements.FLOAT, Float.BYTES,
          Elements.DOUBLE, Double.BYTES);

  @ParameterizedTest
  @EnumSource
  void arraysOfTheTypeAreReadWhateverTheirLengthAndWhoeverMadeThem(Elements declared) {
    for (int size = 1; size <= LONGEST; size++) {
      assertThat(declared.all(ARRAYS.get(declared).apply(size))).containsOnly(0).hasSize(size);
      assertThat(declared.all(written(size, WIDTHS.get(declared)))).containsOnly(0).hasSize(size);
    }
  }

  @ParameterizedTest
  @EnumSource
  void narrowerAndWiderElementsAreRefusedButInArraysOfAFew(Elements declared) {
    for (Elements other : Elements.values()) {
      for (int size = 1; size <= LONGEST; size++) {
        BinaryArrayData array = ARRAYS.get(other).apply(size);
        if (array.getSizeInBytes() != ARRAYS.get(declared).apply(size).getSizeInBytes()) {
          assertThatThrownBy(() -> declared.all(array)).isInstanceOf(ClassCastException.class);
        } else if (size > TOO_SHORT) {
          assertThat(WIDTHS.get(other)).isEqualTo(WIDTHS.get(declared));
        }
      }
    }
  }

  private static BinaryArrayData written(int size, int width) {
    BinaryArrayData array = new BinaryArrayData();
    new BinaryArrayWriter(array, size, width).complete();
    return array;
  }
}
