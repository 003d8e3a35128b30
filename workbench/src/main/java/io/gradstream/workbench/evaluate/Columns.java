package io.gradstream.workbench.evaluate;

import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldPath;
import io.gradstream.workbench.table.DataFileException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Where a schema's fields stand in a data file with a header. */
final class Columns {

  private static final int ABSENT = -1;

  private Columns() {}

  /**
   * Column of each field, -1 for one that the file leaves out.
   *
   * @param header column by name
   * @param mayBeAbsent which fields the file may leave out
   * @param missing gathers the names of fields that the file may not leave out
   */
  static int[] of(
      EventSchema schema,
      Map<String, Integer> header,
      Predicate<EventField> mayBeAbsent,
      Set<String> missing) {
    List<EventField> fields = schema.fields();
    int[] columns = new int[fields.size()];
    for (int i = 0; i < columns.length; i++) {
      String name = fields.get(i).name();
      columns[i] = header.getOrDefault(of(name, header.keySet()), ABSENT);
      if (columns[i] == ABSENT && !mayBeAbsent.test(fields.get(i))) {
        missing.add(name);
      }
    }
    return columns;
  }

  /** The column of a field: of its name, or of the same without escapes. */
  static String of(String field, Set<String> header) {
    return header.contains(field) ? field : FieldPath.of(field).column();
  }

  static DataFileException missing(String file, Set<String> missing, Map<String, Integer> header) {
    return new DataFileException(
        "%s has no column %s, which the learner reads. Its columns: %s. Name the columns as the spec names its fields."
            .formatted(
                file,
                String.join(", ", new TreeSet<>(missing)),
                header.isEmpty() ? "none" : String.join(", ", header.keySet())));
  }
}
