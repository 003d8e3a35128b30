package io.gradstream.features.decode;

import io.gradstream.features.decode.AvroReading.OfRecord;
import io.gradstream.features.decode.AvroReading.OfSlot;
import io.gradstream.features.event.FieldValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;

/**
 * Reads a flat record in the order it was written, without Avro's resolution: its fields are of
 * plain types, each is read as its writer has it or passed over, and none is missing. Most records
 * are such; what Avro's parser does at every value of one is then for nothing, and takes several
 * times as long as the value.
 */
final class PlainRecord {

  /**
   * A field of the writer's.
   *
   * @param schema of it
   * @param slot null where nobody asks for it
   */
  private record Step(Schema schema, OfSlot slot) {}

  private final Step[] steps; // [fields of the writer]

  private PlainRecord(List<Step> steps) {
    this.steps = steps.toArray(Step[]::new);
  }

  /**
   * Empty where something is to be resolved.
   *
   * @param writer a record
   * @param read what is read of it, under its writer's names
   * @param reading how that is read
   */
  static Optional<PlainRecord> of(Schema writer, Schema read, AvroReading reading) {
    if (!(reading instanceof OfRecord record)) {
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>();
    int found = 0;
    for (Schema.Field written : writer.getFields()) {
      Schema.Field wanted = read.getField(written.name());
      if (!isPlain(written.schema())) {
        return Optional.empty();
      }
      if (wanted == null) {
        steps.add(new Step(written.schema(), null));
      } else if (wanted.schema().equals(written.schema())
          && record.fields()[wanted.pos()] instanceof OfSlot slot) {
        steps.add(new Step(written.schema(), slot));
        found++;
      } else {
        return Optional.empty();
      }
    }
    return found == read.getFields().size()
        ? Optional.of(new PlainRecord(steps))
        : Optional.empty();
  }

  /** Whether what is read is what was written, whatever stands there. */
  private static boolean isPlain(Schema schema) {
    return switch (schema.getType()) {
      case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES, FIXED -> true;
      case UNION -> schema.getTypes().stream().allMatch(PlainRecord::isPlain);
      case ENUM, ARRAY, MAP, RECORD -> false; // a symbol that is none costs its field alone
    };
  }

  void read(Decoder in, FieldValues values) throws IOException {
    for (Step step : steps) {
      if (step.slot == null) {
        AvroSkip.skip(step.schema, in);
      } else {
        step.slot.readPlain(in, values);
      }
    }
  }
}
