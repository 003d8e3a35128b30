package io.gradstream.features.decode;

import io.gradstream.features.event.EventField;
import io.gradstream.features.event.FieldPath;
import io.gradstream.features.event.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Follows a field's path through an Avro schema: into records, into maps by key, and through unions
 * with either.
 */
public final class AvroPath {

  /** What a path leads to. */
  public sealed interface End {}

  /** A value: its schema, one for each branch on the way that has it. */
  record Value(List<Schema> schemas) implements End {}

  /**
   * Nothing.
   *
   * @param step that leads no further
   * @param known what there is instead of the step; none where there is no record
   * @param why in words
   */
  public record Nowhere(String step, List<String> known, String why) implements End {}

  private AvroPath() {}

  /**
   * @param record the schema of the whole
   */
  public static End follow(Schema record, String field) {
    FieldPath path = FieldPath.of(field);
    List<Schema> at = List.of(record);
    for (int i = 0; i < path.steps().size(); i++) {
      String step = path.steps().get(i);
      String place = i == 0 ? record.getFullName() : FieldPath.to(path.steps().subList(0, i));
      List<Schema> next = at.stream().flatMap(schema -> within(schema, step).stream()).toList();
      if (next.isEmpty()) {
        return nowhere(at, place, step);
      }
      at = next;
    }
    return new Value(at);
  }

  /**
   * The record that holds an event's fields.
   *
   * @param record the schema of the whole
   * @throws IllegalArgumentException when it has no such envelope
   */
  public static Schema within(Envelope envelope, Schema record) {
    if (envelope == Envelope.NONE) {
      return record;
    }
    Schema.Field member = record.getField(envelope.member());
    return Optional.ofNullable(member).stream()
        .flatMap(field -> branches(field.schema()).stream())
        .filter(branch -> branch.getType() == Schema.Type.RECORD)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the Avro schema %s has no record `%s`, as %s's envelope has"
                        .formatted(record.getFullName(), envelope.member(), envelope.written())));
  }

  /** The schema of a field that is there, as text. */
  public static String shown(Schema record, String field) {
    return ((Value) follow(record, field)).schemas().get(0).toString();
  }

  /**
   * What is doubtful about a time, in words: its whole numbers may count anything. Empty where it
   * is no time, or where the schema or the field says its unit.
   */
  public static Optional<String> doubtfulTime(Schema record, EventField field) {
    if (field.type() != FieldType.TIME || !(follow(record, field.name()) instanceof Value value)) {
      return Optional.empty();
    }
    return value.schemas().stream()
        .flatMap(schema -> branches(schema).stream())
        .flatMap(branch -> AvroTime.doubt(branch, field).stream())
        .findFirst();
  }

  /** The branches of a union, or the schema itself. */
  static List<Schema> branches(Schema schema) {
    return schema.isUnion() ? schema.getTypes() : List.of(schema);
  }

  private static List<Schema> within(Schema schema, String step) {
    List<Schema> found = new ArrayList<>();
    for (Schema branch : branches(schema)) {
      if (branch.getType() == Schema.Type.MAP) {
        found.add(branch.getValueType());
      } else if (branch.getType() == Schema.Type.RECORD && branch.getField(step) != null) {
        found.add(branch.getField(step).schema());
      }
    }
    return found;
  }

  private static Nowhere nowhere(List<Schema> at, String place, String step) {
    List<Schema> branches = at.stream().flatMap(schema -> branches(schema).stream()).toList();
    List<String> known =
        branches.stream()
            .filter(branch -> branch.getType() == Schema.Type.RECORD)
            .flatMap(branch -> branch.getFields().stream())
            .map(Schema.Field::name)
            .distinct()
            .toList();
    if (!known.isEmpty()) {
      return new Nowhere(step, known, "%s has no %s, but %s".formatted(place, step, known));
    }
    boolean array = branches.stream().anyMatch(branch -> branch.getType() == Schema.Type.ARRAY);
    return new Nowhere(
        step,
        known,
        array
            ? place + " is an array, and no field is looked for in arrays"
            : "%s is %s, no record".formatted(place, at.get(0)));
  }
}
