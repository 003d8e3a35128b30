package io.gradstream.workbench.evaluate;

import io.gradstream.features.declared.Declarations;
import io.gradstream.features.event.Decoded;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.workbench.table.DataText;
import io.gradstream.workbench.table.DataText.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Rows of JSON, an object in each line that is not blank, each as one or several learners read it.
 */
final class JsonRowReader implements RowReader {

  private final DataText text;
  private final List<ObjectReading> readings;
  private long index;

  private JsonRowReader(DataText text, List<ObjectReading> readings) {
    this.text = text;
    this.readings = readings;
  }

  static JsonRowReader of(List<LearnerSpec> specs, DataText text) {
    return new JsonRowReader(
        text, specs.stream().map(spec -> ObjectReading.of(spec, Declarations.NONE)).toList());
  }

  @Override
  public List<Row> readEach() {
    Line line = text.next();
    while (line != null && line.problem().isEmpty() && line.text().isBlank()) {
      line = text.next();
    }
    if (line == null) {
      return List.of();
    }
    long number = index++;
    long at = line.number();
    if (line.problem().isPresent()) {
      Decoded bad = new Decoded.Bad(Reason.MALFORMED, "", line.problem().get());
      Row row = new Row(number, at, bad, Optional.empty());
      return readings.stream().map(reading -> row).toList();
    }
    byte[] object = line.text().getBytes(StandardCharsets.UTF_8);
    return readings.stream().map(reading -> reading.row(object, number, at)).toList();
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
