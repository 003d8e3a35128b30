package io.gradstream.operators.ml;

import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.types.Row;

/** Every uid and state of this package: our format in savepoints, never to be renamed. */
final class MlStateNames {

  /** The one key of the learner's state. */
  static final String KEY = "";

  /** Max parallelism of keyed state, fixed like everywhere else. */
  static final int MAX_PARALLELISM = 720;

  static final MapStateDescriptor<String, float[]> BLOCKS =
      new MapStateDescriptor<>(
          "blocks", Types.STRING, PrimitiveArrayTypeInfo.FLOAT_PRIMITIVE_ARRAY_TYPE_INFO);

  static final MapStateDescriptor<String, byte[]> PARTS =
      new MapStateDescriptor<>(
          "parts", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  static final ValueStateDescriptor<Integer> VECTOR_SIZE =
      new ValueStateDescriptor<>("vector-size", Types.INT);

  static final ValueStateDescriptor<Long> ROWS_READ =
      new ValueStateDescriptor<>("rows-read", Types.LONG);

  static final MapStateDescriptor<String, byte[]> NEWEST =
      new MapStateDescriptor<>(
          "newest-snapshot", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private MlStateNames() {}

  static ListStateDescriptor<Row> waitingRows(TypeInformation<Row> rows) {
    return new ListStateDescriptor<>("waiting-rows", rows);
  }

  static String learnUid(String name) {
    return name + ".learn";
  }

  /**
   * @param use how often the model was used in this way before
   */
  static String predictUid(String name, int use) {
    return name + ".predict" + numbered(use);
  }

  static String saveUid(String name, int use) {
    return name + ".save" + numbered(use);
  }

  static String loadUid(String name) {
    return name + ".load";
  }

  private static String numbered(int use) {
    return use == 0 ? "" : "-" + (use + 1);
  }
}
