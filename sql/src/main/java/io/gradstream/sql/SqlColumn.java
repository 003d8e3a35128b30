package io.gradstream.sql;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.types.logical.LogicalType;

/** A column that a model declares. */
record SqlColumn(String name, LogicalType type) implements Serializable {

  static List<SqlColumn> of(ResolvedSchema schema) {
    return schema.getColumns().stream()
        .map(column -> new SqlColumn(column.getName(), column.getDataType().getLogicalType()))
        .toList();
  }

  /** A name as SQL writes it, whatever characters it has. */
  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
