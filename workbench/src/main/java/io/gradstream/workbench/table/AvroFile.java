package io.gradstream.workbench.table;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.features.declared.Declarations;
import io.gradstream.features.decode.AvroDeclared;
import io.gradstream.features.decode.AvroObjects;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * The records of an Avro data file, as objects. What these mean its schema says. Not thread safe.
 */
public final class AvroFile implements Closeable {

  private static final byte[] MAGIC = "Obj\1".getBytes(StandardCharsets.ISO_8859_1);

  private final InputFile file;
  private final DataFileStream<GenericRecord> records;
  private long number;

  private AvroFile(InputFile file, InputStream bytes) throws IOException {
    this.file = file;
    JsonLines.requireNoForm(file, "Avro records");
    try {
      records = new DataFileStream<>(bytes, new GenericDatumReader<>());
    } catch (IOException | RuntimeException | LinkageError e) {
      bytes.close();
      throw new DataFileException(
          "%s is an Avro file that cannot be read: %s. Packed by null or deflate it can (avro-tools recodec)"
              .formatted(file, e.getMessage()));
    }
    if (schema().getType() != Schema.Type.RECORD) {
      close();
      throw new DataFileException(
          "%s is an Avro file of %s, and must be one of records"
              .formatted(file, schema().getType()));
    }
  }

  /** Whether a file is one, before anything was read of it. */
  public static boolean is(InputFile file) throws IOException {
    return Arrays.equals(file.head(MAGIC.length), MAGIC);
  }

  /**
   * Opens a file.
   *
   * @throws DataFileException when its schema or codec is not read
   */
  public static AvroFile open(InputFile file) throws IOException {
    return new AvroFile(file, file.open());
  }

  /** The same for a look at the first records: a pipe gives them again to whoever opens it next. */
  public static AvroFile sample(InputFile file) throws IOException {
    return new AvroFile(file, file.sample());
  }

  private Schema schema() {
    return records.getSchema();
  }

  /** What its schema says of the fields. */
  public Declarations declared() {
    Schema schema = schema();
    return field -> AvroDeclared.of(schema, field);
  }

  /**
   * The next record, or null after the last.
   *
   * @throws DataFileException when the file is torn
   */
  public JsonNode next() {
    number++;
    try {
      return hasNext() ? AvroObjects.of(records.next()) : null;
    } catch (AvroRuntimeException e) {
      throw torn(e.getMessage());
    }
  }

  /** Avro takes a block that ends early for the end of the file, but keeps its count of records. */
  private boolean hasNext() {
    if (records.hasNext()) {
      return true;
    }
    if (records.hasNext()) {
      throw torn("it ends within a block");
    }
    return false;
  }

  private DataFileException torn(String why) {
    return new DataFileException(
        "%s cannot be read from record %d on: it is torn or damaged: %s"
            .formatted(file, number, why));
  }

  /** The first records. */
  public List<JsonNode> first(long most) {
    List<JsonNode> objects = new ArrayList<>();
    JsonNode next = next();
    while (next != null) {
      objects.add(next);
      next = objects.size() < most ? next() : null;
    }
    return objects;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
