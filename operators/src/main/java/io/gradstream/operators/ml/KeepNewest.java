package io.gradstream.operators.ml;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/** Keeps the newest model of a model data stream where a stage is saved. Emits nothing. */
final class KeepNewest extends ProcessFunction<Row, Row> {

  private static final long serialVersionUID = 1;

  private final String stagePath;

  KeepNewest(String stagePath) {
    this.stagePath = stagePath;
  }

  @Override
  public void processElement(Row row, Context context, Collector<Row> out) throws Exception {
    new SnapshotFolder(stagePath).keep(ModelData.of(row));
  }
}
