package io.gradstream.learning.evaluate;

import io.gradstream.learning.spec.LearnerSpec;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Reads a data file, plain or gzip, as events and labels of a learner: CSV, or JSON objects in
 * lines where the name ends in {@code .jsonl} or {@code .jsonl.gz}. Not thread safe.
 */
public sealed interface RowReader extends AutoCloseable permits CsvRowReader, JsonRowReader {

  /**
   * Opens a file.
   *
   * @throws DataFileException when it is CSV and empty or without a column the learner reads
   */
  static RowReader open(LearnerSpec spec, Path file) throws IOException {
    BufferedReader text = text(file);
    String name = file.getFileName().toString();
    return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz")
        ? JsonRowReader.of(spec, file, text)
        : CsvRowReader.of(spec, file, text);
  }

  /**
   * The next row, or null after the last.
   *
   * @throws DataFileException when the file is torn
   */
  Row read();

  @Override
  void close() throws IOException;

  private static BufferedReader text(Path file) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    bytes.mark(2);
    int magic = bytes.read() | bytes.read() << 8;
    bytes.reset();
    InputStream plain = magic == 0x8b1f ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 16);
  }
}
