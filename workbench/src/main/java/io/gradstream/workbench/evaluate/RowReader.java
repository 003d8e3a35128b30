package io.gradstream.workbench.evaluate;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.workbench.table.AvroFile;
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.DataText;
import io.gradstream.workbench.table.InputFile;
import io.gradstream.workbench.table.JsonLines;
import io.gradstream.workbench.table.Table;
import java.io.IOException;
import java.util.List;

/**
 * Reads a data file, plain or gzip, as events and labels of learners: an Avro data file, JSON
 * objects in lines where the name ends in {@code .jsonl} or the text begins with a brace, and a
 * {@link Table} otherwise. Not thread safe.
 */
public sealed interface RowReader extends AutoCloseable
    permits AvroRowReader, JsonRowReader, TableRowReader {

  /**
   * Opens a file.
   *
   * @throws DataFileException when it is a table and empty, or without a column the learner reads
   */
  static RowReader open(LearnerSpec spec, InputFile file) throws IOException {
    return open(List.of(spec), file);
  }

  /**
   * Opens a file whose rows are read in several ways, or a folder of files.
   *
   * @param specs one for each way
   */
  static RowReader open(List<LearnerSpec> specs, InputFile file) throws IOException {
    if (file.isFolder()) {
      return Folder.open(specs, file);
    }
    if (AvroFile.is(file)) {
      return AvroRowReader.of(specs, AvroFile.open(file));
    }
    DataText text = DataText.open(file);
    try {
      return JsonLines.are(file, text)
          ? JsonRowReader.of(specs, text)
          : TableRowReader.of(specs, file, Table.of(file, text));
    } catch (RuntimeException e) {
      text.close();
      throw e;
    }
  }

  /**
   * The next row in each way, or nothing after the last.
   *
   * @throws DataFileException when the file is torn
   */
  List<Row> readEach();

  /**
   * The next row as the first learner reads it, or null after the last.
   *
   * @throws DataFileException when the file is torn
   */
  default Row read() {
    List<Row> rows = readEach();
    return rows.isEmpty() ? null : rows.get(0);
  }

  /** What is worth telling of how the rows so far were read, a sentence each. */
  List<String> notes();

  @Override
  void close() throws IOException;
}
