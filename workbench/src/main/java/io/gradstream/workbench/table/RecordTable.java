package io.gradstream.workbench.table;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.features.declared.Declarations;
import io.gradstream.features.declared.DeclaredField;
import io.gradstream.features.declared.DeclaredTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
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
  private final List<Optional<DeclaredField>> meanings = new ArrayList<>(); // [columns]
  private final Declarations declarations;
  private final Iterator<Map<String, JsonNode>> rows;
  private final Set<String> arrays = new LinkedHashSet<>();
  private long line;

  /**
   * @param records objects
   * @param declarations what their schema says of their fields
   */
  public RecordTable(List<JsonNode> records, Declarations declarations) {
    this.declarations = declarations;
    List<Map<String, JsonNode>> flat = new ArrayList<>();
    Map<String, Declared> declared = new LinkedHashMap<>();
    for (JsonNode record : records) {
      Map<String, JsonNode> row = new LinkedHashMap<>();
      flatten("", record, row);
      flat.add(row);
      row.forEach((name, value) -> declared.merge(name, kind(value), RecordTable::both));
    }
    declared.forEach((name, kind) -> columns.add(column(name, kind, declarations.of(name))));
    declared.keySet().forEach(name -> meanings.add(declarations.of(name)));
    rows = flat.iterator();
  }

  /** Of records that say nothing of themselves. */
  public RecordTable(List<JsonNode> records) {
    this(records, Declarations.NONE);
  }

  private static Column column(String name, Declared found, Optional<DeclaredField> said) {
    if (said.isEmpty()) {
      return new Column(name, found, 1);
    }
    DeclaredField field = said.get();
    if (!field.values().isEmpty()) {
      return new Column(name, Declared.CATEGORY, 1, field.values());
    }
    return new Column(
        name,
        switch (field.kind()) {
          case NUMBER -> Declared.NUMBER;
          case TIME -> field.isOfDay() ? Declared.TIME_OF_DAY : Declared.TIME;
          case TRUTH -> Declared.NOTHING;
          case TEXT, OTHER -> found;
        },
        1);
  }

  private boolean isDecimal(String name) {
    return declarations.of(name).flatMap(DeclaredField::scale).isPresent();
  }

  private void flatten(String path, JsonNode object, Map<String, JsonNode> into) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name =
          path.isEmpty() ? field.getKey() : path + "." + field.getKey().replace(".", "\\.");
      JsonNode value = field.getValue();
      if (value.isObject()) {
        flatten(name, value, into);
      } else if (value.isArray() || value.isBinary() && !isDecimal(name)) {
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

  /** What is said of the fields. */
  public Declarations declared() {
    return declarations;
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
    for (int i = 0; i < columns.size(); i++) {
      JsonNode value = row.get(columns.get(i).name());
      cells.add(value == null || value.isNull() ? "" : cell(value, meanings.get(i)));
    }
    return new TableRow(line, cells, Optional.empty());
  }

  /** What a value means, as its schema says. */
  private static String cell(JsonNode value, Optional<DeclaredField> said) {
    Optional<DeclaredTime> time = said.flatMap(DeclaredField::time);
    if (time.isPresent() && value.isIntegralNumber()) {
      long millis = time.get().toEpochMillis(value.longValue(), ZoneOffset.UTC);
      return Instant.ofEpochMilli(millis).toString();
    }
    Optional<Integer> scale = said.flatMap(DeclaredField::scale);
    return scale.isPresent() && (value.isBinary() || value.isTextual())
        ? decimal(value, scale.get())
        : value.asText();
  }

  private static String decimal(JsonNode value, int scale) {
    try {
      return new BigDecimal(new BigInteger(value.binaryValue()), scale).toPlainString();
    } catch (IOException | NumberFormatException e) {
      return value.asText(); // no bytes in base64, which readers of the topic will tell
    }
  }

  @Override
  public void close() {}
}
