package io.gradstream.learning.spec.read;

import io.gradstream.features.decode.AvroPath;
import io.gradstream.features.decode.EventDecoders;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.RecordField;
import io.gradstream.learning.spec.keys.FieldUses;
import io.gradstream.learning.spec.keys.FieldUses.Used;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.NearestName;
import io.gradstream.learning.spec.yaml.Place;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** What must hold of an Avro schema that a spec names. */
final class AvroRules {

  private final Findings findings;

  AvroRules(Findings findings) {
    this.findings = findings;
  }

  /**
   * The schema, when it is a record's.
   *
   * @param place of the key that leads to it
   * @param file its name
   */
  Optional<Schema> parsed(Place place, String file, String text) {
    try {
      Schema schema = new Schema.Parser().parse(text);
      if (schema.getType() == Schema.Type.RECORD) {
        return Optional.of(schema);
      }
      findings.add(
          place,
          "must be an Avro record",
          file + " is " + schema.getType().getName(),
          "Write {\"type\": \"record\", ...} in it.");
    } catch (RuntimeException e) {
      // Avro's parser also throws NullPointerException and others: for a name it cannot resolve.
      findings.add(
          place,
          "must be an Avro schema",
          file + ": " + Findings.oneLine(String.valueOf(e.getMessage())),
          "Mend the file.");
    }
    return Optional.empty();
  }

  /** Every field in use must be in the schema, of a type it can be read from. */
  void checkFields(Schema schema, String file, FieldUses uses) {
    uses.used()
        .forEach(
            (name, used) -> {
              if (!RecordField.isMeant(name)) {
                checkField(schema, file, name, used);
              }
            });
  }

  private void checkField(Schema schema, String file, String name, Used used) {
    if (AvroPath.follow(schema, name) instanceof AvroPath.Nowhere nowhere) {
      boolean within = !nowhere.why().startsWith(schema.getFullName());
      findings.add(
          used.place(),
          "must name a field of " + file,
          within ? name + ", and " + Findings.oneLine(nowhere.why()) : name,
          nowhere.known().isEmpty()
              ? "Name a field that holds a value; a path such as a.b leads into records and maps."
              : NearestName.wayOut(nowhere.step(), nowhere.known()));
    } else if (!isReadable(schema, name, used)) {
      findings.add(
          used.place(),
          "must be readable as " + used.field(name).type() + " from " + file,
          name + " is " + Findings.oneLine(AvroPath.shown(schema, name)),
          "Use it as another type, or change the schema.");
    }
  }

  /** Asks the decoder itself, so that both follow the same rule. */
  private static boolean isReadable(Schema schema, String name, Used used) {
    try {
      EventDecoders.avro(
          new EventSchema(List.of(used.field(name)), ZoneOffset.UTC), schema.toString());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
