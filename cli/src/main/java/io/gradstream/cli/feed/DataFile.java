package io.gradstream.cli.feed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file in UTF-8 with a line of column names, packed with gzip when its name ends so. */
public final class DataFile implements Iterable<CSVRecord>, AutoCloseable {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private final CSVParser parser;

  private DataFile(CSVParser parser) {
    this.parser = parser;
  }

  public static DataFile open(Path file) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
    try {
      InputStream unpacked = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
      Reader text = new InputStreamReader(unpacked, StandardCharsets.UTF_8);
      return new DataFile(CSVParser.builder().setReader(text).setFormat(FORMAT).get());
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /** The rows in the file's order; once. */
  @Override
  public Iterator<CSVRecord> iterator() {
    return parser.iterator();
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
