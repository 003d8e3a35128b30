package io.gradstream.operators.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.ml.servable.api.DataFrame;
import org.apache.flink.ml.servable.api.Row;
import org.apache.flink.ml.servable.types.BasicType;
import org.apache.flink.ml.servable.types.DataTypes;

/** Data frames of one column, {@code features}. */
final class Frames {

  private Frames() {}

  static DataFrame of(List<Vector> vectors) {
    List<Row> rows = new ArrayList<>();
    for (Vector vector : vectors) {
      List<Object> values = new ArrayList<>();
      values.add(vector);
      rows.add(new Row(values));
    }
    return new DataFrame(
        new ArrayList<>(List.of("features")),
        new ArrayList<>(List.of(DataTypes.VECTOR(BasicType.DOUBLE))),
        rows);
  }

  static List<Object> column(DataFrame frame, String name) {
    int index = frame.getIndex(name);
    return frame.collect().stream().map(row -> row.get(index)).toList();
  }
}
