package io.gradstream.workbench.evaluate;

import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldPath;
import io.gradstream.workbench.table.ColumnNames;
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.InputFile;
import io.gradstream.workbench.table.Names;
import io.gradstream.workbench.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Where fields stand in a data file with a header. Not thread safe. */
final class Columns {

  static final int ABSENT = -1;

  private final Table table;
  private final Map<String, Integer> header; // column by name
  private final ColumnNames names;
  private final Set<String> missing = new TreeSet<>();

  Columns(Table table) {
    this.table = table;
    header = table.byName();
    names = new ColumnNames(header.keySet());
  }

  /**
   * Column of each field, -1 for one that the file leaves out.
   *
   * @param mayBeAbsent which fields the file may leave out
   */
  int[] of(EventSchema schema, Predicate<EventField> mayBeAbsent) {
    List<EventField> fields = schema.fields();
    int[] columns = new int[fields.size()];
    for (int i = 0; i < columns.length; i++) {
      String name = fields.get(i).name();
      columns[i] = mayBeAbsent.test(fields.get(i)) ? find(name) : required(name);
    }
    return columns;
  }

  /** The column of a field that the file may not leave out. */
  int required(String field) {
    int column = find(field);
    if (column == ABSENT) {
      missing.add(field);
    }
    return column;
  }

  /** The column of a field: of its name, or of the same without escapes. */
  private int find(String field) {
    return names
        .find(field)
        .or(() -> names.find(FieldPath.of(field).column()))
        .map(header::get)
        .orElse(ABSENT);
  }

  /**
   * Refuses a file without a column that it may not leave out.
   *
   * @throws DataFileException with the columns that it has
   */
  void requireAll(InputFile file) {
    if (missing.isEmpty()) {
      return;
    }
    String first = missing.iterator().next();
    throw new DataFileException(
        "%s has no column %s, which the learner reads.%s Its columns: %s. Name the columns as the spec names its fields.%s"
            .formatted(
                file,
                Names.some(missing),
                names.didYouMean(first),
                header.isEmpty() ? "none" : Names.some(header.keySet()),
                table.doubts()));
  }

  /** What was found under another spelling, a sentence each. */
  List<String> notes() {
    return names.notes();
  }
}
