package io.gradstream.benchmarks.learning;

import io.gradstream.benchmarks.learning.ArffAttribute.Kind;
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.InputFile;
import io.gradstream.workbench.table.Table;
import io.gradstream.workbench.table.TableRow;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes rows of a data file as ARFF, for MOA: what a category may be stands in the head, so the
 * file is read twice.
 *
 * @param attributes the class last
 * @param limit rows at most
 */
record ArffFile(List<ArffAttribute> attributes, long limit) {

  ArffFile {
    attributes = List.copyOf(attributes);
  }

  /** What is done with each row's values, [attributes], a missing one empty. */
  private interface Use {
    void row(List<String> values) throws IOException;
  }

  /** Writes the file; returns the number of rows. */
  long write(Path data, Path file) throws IOException {
    List<SortedSet<String>> found = attributes.stream().map(a -> sorted()).toList();
    read(data, values -> addTo(found, values));
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("@relation " + quoted(data.getFileName().toString()) + "\n");
      for (int i = 0; i < attributes.size(); i++) {
        out.write(head(attributes.get(i), found.get(i)));
      }
      out.write("@data\n");
      return read(data, values -> out.write(line(values)));
    }
  }

  private static SortedSet<String> sorted() {
    return new TreeSet<>();
  }

  private void addTo(List<SortedSet<String>> found, List<String> values) {
    for (int i = 0; i < found.size(); i++) {
      if (attributes.get(i).kind() instanceof Kind.Nominal && !values.get(i).isEmpty()) {
        found.get(i).add(values.get(i));
      }
    }
  }

  private long read(Path data, Use use) throws IOException {
    try (Table table = Table.open(InputFile.of(data))) {
      Map<String, Integer> byName = table.byName();
      long rows = 0;
      for (TableRow row = table.read(); row != null && rows < limit; row = table.read()) {
        if (row.problem().isPresent()) {
          throw new DataFileException(
              "%s line %d: %s".formatted(data, row.line(), row.problem().get()));
        }
        use.row(values(row, byName, data));
        rows++;
      }
      return rows;
    }
  }

  private List<String> values(TableRow row, Map<String, Integer> byName, Path data) {
    List<String> values = new ArrayList<>(attributes.size());
    for (ArffAttribute attribute : attributes) {
      Integer column = byName.get(attribute.column());
      if (column == null) {
        throw new DataFileException(
            "%s has no column %s, only %s".formatted(data, attribute.column(), byName.keySet()));
      }
      String cell = row.cells().get(column);
      values.add(cell.isEmpty() ? "" : attribute.cell().apply(cell));
    }
    return values;
  }

  private static String head(ArffAttribute attribute, SortedSet<String> found) {
    String type =
        attribute.kind() instanceof Kind.Nominal nominal
            ? values(nominal.values().isEmpty() ? found : nominal.values())
            : "numeric";
    return "@attribute " + quoted(attribute.name()) + " " + type + "\n";
  }

  private static String values(Collection<String> values) {
    return values.stream().map(ArffFile::quoted).collect(Collectors.joining(",", "{", "}"));
  }

  private static String line(List<String> values) {
    return values.stream()
        .map(value -> value.isEmpty() ? "?" : quoted(value))
        .collect(Collectors.joining(",", "", "\n"));
  }

  /** A word as ARFF has those with more than letters, digits and a few signs. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_.+-]+")
        ? word
        : "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
