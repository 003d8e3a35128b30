package io.gradstream.workbench.evaluate;

import io.gradstream.features.decode.EventDecoders;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.FilesBeside;
import io.gradstream.workbench.table.InputFile;
import io.gradstream.workbench.table.Manners;
import io.gradstream.workbench.table.Table;
import io.gradstream.workbench.table.TableRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Rows of a table, each as one or several learners read it. */
final class TableRowReader implements RowReader {

  private final Table table;
  private final List<CellReading> readings;
  private final Columns columns;
  private final Manners manners;
  private long index;

  private TableRowReader(
      Table table, List<CellReading> readings, Columns columns, Manners manners) {
    this.table = table;
    this.readings = readings;
    this.columns = columns;
    this.manners = manners;
  }

  /**
   * Finds the file's columns.
   *
   * @throws DataFileException when it lacks a column, or has one twice
   */
  static TableRowReader of(List<LearnerSpec> specs, InputFile file, Table table) {
    Columns columns = new Columns(table);
    Manners manners = new Manners();
    FilesBeside files = FilesBeside.of(file, EventDecoders.MOST_BYTES);
    List<CellReading> readings = new ArrayList<>();
    for (LearnerSpec spec : specs) {
      readings.add(CellReading.of(spec, table, files, columns, manners));
      columns.requireAll(file);
    }
    table.requireNamedOnce(
        file,
        name -> {
          int column = table.byName().get(name);
          return readings.stream().anyMatch(reading -> reading.reads(column));
        });
    return new TableRowReader(table, readings, columns, manners);
  }

  @Override
  public List<Row> readEach() {
    TableRow row = table.read();
    if (row == null) {
      return List.of();
    }
    long number = index++;
    if (readings.size() == 1) {
      return List.of(readings.get(0).row(row, number));
    }
    return readings.stream().map(reading -> reading.row(row, number)).toList();
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>(table.notes());
    notes.addAll(columns.notes());
    notes.addAll(manners.sentences());
    return notes;
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
