package io.gradstream.learning.table;

import io.gradstream.learning.table.Table.Column;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Columns by their names. */
final class Columns {

  private Columns() {}

  static Map<String, Integer> byName(List<Column> columns) {
    Map<String, Integer> byName = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      byName.putIfAbsent(columns.get(i).name(), i);
    }
    return byName;
  }

  static void requireNamedOnce(Path file, List<Column> columns, Predicate<String> used) {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Integer before = seen.putIfAbsent(column.name(), i + 1);
      if (before != null && !column.name().isEmpty() && used.test(column.name())) {
        throw new DataFileException(
            "%s line %d: columns %d and %d are both named %s. Give one of them another name."
                .formatted(file, column.line(), before, i + 1, column.name()));
      }
    }
  }
}
