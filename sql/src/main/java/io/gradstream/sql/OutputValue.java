package io.gradstream.sql;

import io.gradstream.model.targets.Output;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;

/** An output of a target as a value of SQL. */
final class OutputValue {

  private OutputValue() {}

  /** The types its column may have, the one to prefer first. */
  static List<String> types(Output output) {
    if (output instanceof Output.Text) {
      return List.of("STRING");
    }
    Output.Numbers numbers = (Output.Numbers) output;
    if (numbers.columns() == 0) {
      return List.of("DOUBLE", "FLOAT");
    }
    List<String> arrays = List.of("ARRAY<DOUBLE>", "ARRAY<FLOAT>");
    return hasNames(numbers)
        ? List.of("MAP<STRING, DOUBLE>", "MAP<STRING, FLOAT>", arrays.get(0), arrays.get(1))
        : arrays;
  }

  private static boolean hasNames(Output.Numbers numbers) {
    return numbers.columns() == Output.Numbers.ANY || !numbers.columnNames().isEmpty();
  }

  /**
   * @param type one of {@link #types}
   * @param answer of a model
   */
  static Object of(Output output, LogicalType type, double[] answer) {
    if (output instanceof Output.Text text) {
      return StringData.fromString(text.of().apply(answer));
    }
    Output.Numbers numbers = (Output.Numbers) output;
    if (type instanceof MapType map) {
      return map(numbers.columnNames(), map.getValueType(), answer);
    }
    return type instanceof ArrayType array
        ? array(array.getElementType(), answer)
        : known(type, answer[numbers.at()]);
  }

  /** A bound that is not there yet is NULL. */
  private static Object known(LogicalType type, double value) {
    return Double.isNaN(value) ? null : number(type, value);
  }

  private static Object number(LogicalType type, double value) {
    return type.is(LogicalTypeRoot.FLOAT) ? (Object) (float) value : (Object) value;
  }

  private static GenericArrayData array(LogicalType type, double[] answer) {
    if (!type.is(LogicalTypeRoot.FLOAT)) {
      return new GenericArrayData(answer.clone());
    }
    float[] values = new float[answer.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) answer[i];
    }
    return new GenericArrayData(values);
  }

  private static GenericMapData map(List<String> names, LogicalType type, double[] answer) {
    Map<StringData, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < answer.length; i++) {
      values.put(StringData.fromString(names.get(i)), number(type, answer[i]));
    }
    return new GenericMapData(values);
  }
}
