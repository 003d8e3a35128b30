package io.gradstream.workbench.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.workbench.table.AvroFile;
import java.io.IOException;
import java.util.List;

/** Rows of an Avro data file, a record each: as the same fields in JSON, by the file's schema. */
final class AvroRowReader implements RowReader {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();

  private final AvroFile file;
  private final List<ObjectReading> readings;
  private long index;

  private AvroRowReader(AvroFile file, List<ObjectReading> readings) {
    this.file = file;
    this.readings = readings;
  }

  static AvroRowReader of(List<LearnerSpec> specs, AvroFile file) {
    return new AvroRowReader(
        file, specs.stream().map(spec -> ObjectReading.of(spec, file.declared())).toList());
  }

  @Override
  public List<Row> readEach() {
    JsonNode record = file.next();
    if (record == null) {
      return List.of();
    }
    long number = index++;
    byte[] object = written(record);
    return readings.stream().map(reading -> reading.row(object, number, number + 1)).toList();
  }

  private static byte[] written(JsonNode record) {
    try {
      return JSON.writeValueAsBytes(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of values can be written", e);
    }
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
