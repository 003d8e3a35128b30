package io.gradstream.workbench.evaluate;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.DataText;
import io.gradstream.workbench.table.Table;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads a data file, plain or gzip, as events and labels of a learner: JSON objects in lines where
 * the name ends in {@code .jsonl} or {@code .jsonl.gz} or the text begins with a brace, and a
 * {@link Table} otherwise. Not thread safe.
 */
public sealed interface RowReader extends AutoCloseable permits JsonRowReader, TableRowReader {

  /**
   * Opens a file.
   *
   * @throws DataFileException when it is a table and empty, or without a column the learner reads
   */
  static RowReader open(LearnerSpec spec, Path file) throws IOException {
    DataText text = DataText.open(file);
    String name = file.getFileName().toString();
    return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz") || text.beginsWith('{')
        ? JsonRowReader.of(spec, file, text)
        : TableRowReader.of(spec, file, Table.of(file, text));
  }

  /**
   * The next row, or null after the last.
   *
   * @throws DataFileException when the file is torn
   */
  Row read();

  @Override
  void close() throws IOException;
}
