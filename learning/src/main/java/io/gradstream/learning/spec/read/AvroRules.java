package io.gradstream.learning.spec.read;

import io.gradstream.features.declared.DeclaredField;
import io.gradstream.features.decode.AvroDeclared;
import io.gradstream.features.decode.AvroPath;
import io.gradstream.features.decode.AvroSchemas;
import io.gradstream.features.decode.Envelope;
import io.gradstream.features.decode.EventDecoders;
import io.gradstream.features.event.EpochUnit;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.RecordField;
import io.gradstream.learning.spec.keys.FieldUses;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.NearestName;
import io.gradstream.learning.spec.yaml.Place;
import io.gradstream.learning.spec.yaml.Section;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
    return parsed(place, file, text, AvroSchemas::reader);
  }

  /** The same of a schema that others write records with. */
  Optional<Schema> parsedOfWriter(Place place, String file, String text) {
    return parsed(place, file, text, AvroSchemas::writer);
  }

  private Optional<Schema> parsed(
      Place place, String file, String text, Function<String, Schema> parser) {
    try {
      Schema schema = parser.apply(text);
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

  /** The record that holds the fields, within an envelope or not. */
  Optional<Schema> within(Schema schema, Envelope envelope, Section topic, String file) {
    try {
      return Optional.of(AvroPath.within(envelope, schema));
    } catch (IllegalArgumentException e) {
      findings.add(
          topic.at("envelope"),
          "must be one that %s has".formatted(file),
          "%s, and %s has no record `%s`"
              .formatted(envelope.written(), schema.getFullName(), envelope.member()),
          "Name the schema of the whole record, or write envelope: none.");
      return Optional.empty();
    }
  }

  /**
   * Every field in use must be in the schema, of a type it can be read from.
   *
   * @param unit of numbers that are times and say no unit themselves
   */
  void checkFields(Schema schema, String file, FieldUses uses, Optional<EpochUnit> unit) {
    uses.used()
        .forEach(
            (name, used) -> {
              if (!RecordField.isMeant(name)) {
                checkField(schema, file, uses.field(name, unit), used.place());
              }
            });
  }

  private void checkField(Schema schema, String file, EventField field, Place place) {
    String name = field.name();
    if (AvroPath.follow(schema, name) instanceof AvroPath.Nowhere nowhere) {
      boolean within = !nowhere.why().startsWith(schema.getFullName());
      findings.add(
          place,
          "must name a field of " + file,
          within ? name + ", and " + Findings.oneLine(nowhere.why()) : name,
          isInEnvelope(schema, name)
              ? "Write envelope: debezium, or name %s."
                  .formatted(Envelope.DEBEZIUM.member() + "." + name)
              : nowhere.known().isEmpty()
                  ? "Name a field that holds a value; a path such as a.b leads into records and maps."
                  : NearestName.wayOut(nowhere.step(), nowhere.known()));
      return;
    }
    if (!isReadable(schema, field)) {
      findings.add(
          place,
          "must be readable as " + field.type() + " from " + file,
          name + " is " + Findings.oneLine(AvroPath.shown(schema, name)),
          "Use it as another type, or change the schema.");
      return;
    }
    AvroPath.doubtfulTime(schema, field)
        .ifPresent(
            doubt ->
                findings.add(
                    place,
                    "must be a time by %s or by its unit".formatted(file),
                    "%s is %s".formatted(name, doubt),
                    "Write unit: days, seconds, millis, micros or nanos, or give the schema a logical"
                        + " type such as timestamp-millis."));
  }

  private static boolean isInEnvelope(Schema schema, String name) {
    try {
      Schema within = AvroPath.within(Envelope.DEBEZIUM, schema);
      return !(AvroPath.follow(within, name) instanceof AvroPath.Nowhere);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The symbols of a field that is an enum; none where it is not, or the schema is none. */
  static List<String> symbols(String text, Envelope envelope, String field) {
    try {
      Schema record = AvroPath.within(envelope, AvroSchemas.reader(text));
      return AvroDeclared.of(record, field).map(DeclaredField::values).orElse(List.of());
    } catch (RuntimeException e) {
      return List.of(); // as above
    }
  }

  /** Asks the decoder itself, so that both follow the same rule. */
  private static boolean isReadable(Schema schema, EventField field) {
    try {
      EventDecoders.avro(new EventSchema(List.of(field), ZoneOffset.UTC), schema.toString());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
