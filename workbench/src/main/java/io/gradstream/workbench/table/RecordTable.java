package io.gradstream.workbench.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Records of a topic as rows: each value a column, those within other objects by their path. Arrays
 * are no columns. Not thread safe.
 */
public final class RecordTable implements Table {

  private static final Pattern DATE_FIRST = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}.*");

  private final List<Column> columns = new ArrayList<>();
  private final Iterator<Map<String, JsonNode>> rows;
  private final Set<String> arrays = new LinkedHashSet<>();
  private long line;

  /**
   * @param records objects
   */
  public RecordTable(List<JsonNode> records) {
    List<Map<String, JsonNode>> flat = new ArrayList<>();
    Map<String, Declared> declared = new LinkedHashMap<>();
    for (JsonNode record : records) {
      Map<String, JsonNode> row = new LinkedHashMap<>();
      flatten("", record, row);
      flat.add(row);
      row.forEach((name, value) -> declared.merge(name, kind(value), RecordTable::both));
    }
    declared.forEach((name, kind) -> columns.add(new Column(name, kind, 1)));
    rows = flat.iterator();
  }

  private void flatten(String path, JsonNode object, Map<String, JsonNode> into) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name =
          path.isEmpty() ? field.getKey() : path + "." + field.getKey().replace(".", "\\.");
      JsonNode value = field.getValue();
      if (value.isObject()) {
        flatten(name, value, into);
      } else if (value.isArray() || value.isBinary()) {
        arrays.add(name);
      } else {
        into.put(name, value);
      }
    }
  }

  /** Text that is no time is text, whatever it looks like: a number in quotes is none. */
  private static Declared kind(JsonNode value) {
    return value.isTextual() && !DATE_FIRST.matcher(value.textValue()).matches()
        ? Declared.TEXT
        : Declared.NOTHING;
  }

  private static Declared both(Declared one, Declared other) {
    return one == Declared.TEXT || other == Declared.TEXT ? Declared.TEXT : Declared.NOTHING;
  }

  /** Names of what is no single value. */
  public Set<String> arrays() {
    return arrays;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public TableRow read() {
    if (!rows.hasNext()) {
      return null;
    }
    line++;
    Map<String, JsonNode> row = rows.next();
    List<String> cells = new ArrayList<>();
    for (Column column : columns) {
      JsonNode value = row.get(column.name());
      cells.add(value == null || value.isNull() ? "" : value.asText());
    }
    return new TableRow(line, cells, Optional.empty());
  }

  @Override
  public void close() {}
}
