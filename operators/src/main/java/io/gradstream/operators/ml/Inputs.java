package io.gradstream.operators.ml;

import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableImpl;

/** The tables a stage is given. */
final class Inputs {

  private Inputs() {}

  static Table only(Table... tables) {
    if (tables.length != 1) {
      throw new IllegalArgumentException("one table is expected: " + tables.length + " given");
    }
    return tables[0];
  }

  /** Where the table lives; a stage joins its operators to that job. */
  static StreamTableEnvironment environment(Table table) {
    return (StreamTableEnvironment) ((TableImpl) table).getTableEnvironment();
  }
}
