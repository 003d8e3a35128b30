package io.gradstream.operators.ml;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.types.Row;

/** Rows to learn: three features, of which the first two decide the label. */
final class Rows {

  private Rows() {}

  /** Rows of (x0, x1, x2, label), the same for every call. */
  static List<Row> plain(int count) {
    SplittableRandom random = new SplittableRandom(11);
    return IntStream.range(0, count).mapToObj(i -> plain(random)).toList();
  }

  /** Rows of (features, label), the same for every call. */
  static List<Row> labelled(int count) {
    return plain(count).stream()
        .map(
            row ->
                Row.of(
                    Vectors.dense(
                        row.<Double>getFieldAs(0),
                        row.<Double>getFieldAs(1),
                        row.<Double>getFieldAs(2)),
                    row.getField(3)))
        .toList();
  }

  private static Row plain(SplittableRandom random) {
    double a = random.nextDouble(-1, 1);
    double b = random.nextDouble(-1, 1);
    return Row.of(a, b, random.nextDouble(-1, 1), a + b > 0 ? 1.0 : 0.0);
  }
}
