package io.gradstream.learning.spec.keys;

import io.gradstream.features.event.EpochUnit;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldPath;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.event.RecordField;
import io.gradstream.features.media.Medium;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.Place;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields a spec reads from one topic's records, each with the type that all its uses agree on.
 * The record's fields are exactly these, in the order of their first use.
 */
public final class FieldUses {

  /** What a spec does with a field. */
  public enum Use {
    TIME(FieldType.TIME, false, "a time"),
    ID(FieldType.TEXT, false, "an id"),
    KEY(FieldType.TEXT, true, "a model key"),
    NUMBER(FieldType.NUMBER, false, "a number"),
    FLAG(FieldType.BOOLEAN, false, "a boolean"),
    CATEGORY(FieldType.TEXT, true, "a category"),
    NUMBERS(FieldType.NUMBERS, false, "an array of numbers"),
    IMAGE(FieldType.NUMBERS, false, "an image"),
    SOUND(FieldType.NUMBERS, false, "a sound"),
    TOKENS(FieldType.TEXT, false, "a text"),
    TEXT_LABEL(FieldType.TEXT, true, "text");

    private final FieldType type;
    private final boolean anyScalar; // whether a number or boolean, written as text, will do
    private final String words;

    Use(FieldType type, boolean anyScalar, String words) {
      this.type = type;
      this.anyScalar = anyScalar;
      this.words = words;
    }

    /** Whether a field of this use's type serves the other use as well. */
    private boolean serves(Use other) {
      return type == other.type
          || (other.anyScalar && (type == FieldType.NUMBER || type == FieldType.BOOLEAN));
    }
  }

  /** A field as first used; {@code use} is the one that decides its type. */
  public record Used(Use use, boolean required, Place place) {
    public EventField field(String name) {
      return new EventField(name, use.type, required);
    }
  }

  private final Findings findings;
  private final Map<String, Used> fields = new LinkedHashMap<>();
  private final Map<String, EpochUnit> units = new HashMap<>(); // of times that say it themselves
  private final Map<String, List<Double>> nothing = new HashMap<>(); // numbers that stand for none
  private final Map<String, Optional<Medium>> media = new HashMap<>(); // of arrays

  public FieldUses(Findings findings) {
    this.findings = findings;
  }

  /** Adds a use; one that no type serves together with the earlier ones is an error. */
  public void add(String name, Use use, boolean required, Place place) {
    requireOneName(name, place);
    requireBeside(name, use, place);
    Used before = fields.putIfAbsent(name, new Used(use, required, place));
    if (before == null) {
      return;
    }
    if (!before.use.serves(use) && !use.serves(before.use)) {
      findings.add(
          place,
          "must use a field as one type",
          name
              + " is "
              + use.words
              + " here and "
              + before.use.words
              + " as "
              + before.place.path(),
          "Use another field, or the same type.");
      return;
    }
    Use decisive = before.use.anyScalar && use.serves(before.use) ? use : before.use;
    fields.put(name, new Used(decisive, before.required || required, before.place));
  }

  /** Says what the numbers of a time count; another unit for the same field is an error. */
  public void in(String name, EpochUnit unit, Place place) {
    EpochUnit before = units.putIfAbsent(name, unit);
    if (before != null && before != unit) {
      findings.add(
          place,
          "must be one unit for each field",
          "%s, and %s counts %s as well".formatted(unit.written(), name, before.written()),
          "Write the same in both places.");
    }
  }

  /** Says which numbers of a field stand for none. */
  public void without(String name, List<Double> values) {
    nothing.put(name, values);
  }

  /** Says how the bytes of an array are read; two ways for the same field are an error. */
  void readAs(String name, Optional<Medium> medium, Place place) {
    Optional<Medium> before = media.putIfAbsent(name, medium);
    if (before != null && !before.equals(medium)) {
      findings.add(
          place,
          "must be read in one way for each field",
          "%s, and %s is %s as well".formatted(words(medium), name, words(before)),
          "Write the same in both places, or send it in two fields.");
    }
  }

  private static String words(Optional<Medium> medium) {
    return medium.map(Medium::toString).orElse("numbers");
  }

  /** Two spellings of one column, as {@code a.b} and {@code a\.b}, would be two fields of it. */
  private void requireOneName(String name, Place place) {
    String column = FieldPath.of(name).column();
    fields.forEach(
        (other, used) -> {
          if (!other.equals(name) && FieldPath.of(other).column().equals(column)) {
            findings.add(
                place,
                "must name a field in one way",
                "%s, and %s as %s".formatted(name, other, used.place.path()),
                "Write the same in both places.");
          }
        });
  }

  /** A name with a dollar sign in front is one of what stands beside a record's value. */
  private void requireBeside(String name, Use use, Place place) {
    Optional<RecordField> beside = RecordField.of(name);
    if (RecordField.isMeant(name) && beside.isEmpty()) {
      findings.add(
          place,
          "must be one of " + RecordField.NAMES + " where it begins with a dollar sign",
          name,
          "Write \\%s for a field of that name.".formatted(name));
    } else if (beside.isPresent() && !beside.get().isReadableAs(use.type)) {
      findings.add(
          place,
          "must be a field that can be " + use.words,
          name,
          "Use another field, or this one as another type.");
    }
  }

  public Map<String, Used> used() {
    return fields;
  }

  /**
   * The record's fields.
   *
   * @param unit of numbers that are times and say no unit themselves
   */
  public EventSchema schema(ZoneId zone, Optional<EpochUnit> unit) {
    List<EventField> schema = new ArrayList<>();
    fields.keySet().forEach(name -> schema.add(field(name, unit)));
    return new EventSchema(schema, zone);
  }

  /** One of the record's fields; Kafka's own timestamp is in milliseconds, whatever others are. */
  public EventField field(String name, Optional<EpochUnit> unit) {
    EventField field = fields.get(name).field(name);
    if (nothing.containsKey(name) && field.type() == FieldType.NUMBER) {
      return field.without(nothing.get(name));
    }
    if (field.type() == FieldType.NUMBERS) {
      return media.getOrDefault(name, Optional.empty()).map(field::of).orElse(field);
    }
    if (name.equals(RecordField.TIMESTAMP)) {
      return field;
    }
    Optional<EpochUnit> its = Optional.ofNullable(units.get(name)).or(() -> unit);
    return field.type() == FieldType.TIME ? its.map(field::in).orElse(field) : field;
  }
}
