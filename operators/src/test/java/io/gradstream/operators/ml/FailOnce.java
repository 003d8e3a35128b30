package io.gradstream.operators.ml;

import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.types.Row;

/** Passes rows on, and fails the job's first attempt after some. */
final class FailOnce extends RichMapFunction<Row, Row> {

  private static final long serialVersionUID = 1;

  private final int after;
  private int passed;

  FailOnce(int after) {
    this.after = after;
  }

  @Override
  public Row map(Row row) {
    if (++passed > after && getRuntimeContext().getTaskInfo().getAttemptNumber() == 0) {
      throw new IllegalStateException("fails once, as the test wants it");
    }
    return row;
  }
}
