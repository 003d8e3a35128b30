package io.gradstream.features.event;

import io.gradstream.features.media.AsItIs;
import io.gradstream.features.media.Medium;
import java.util.List;
import java.util.Optional;

/**
 * One field the spec reads from an event.
 *
 * @param required an event without it is a dead letter; otherwise absent and null mean missing
 * @param length how many numbers a field of type NUMBERS holds, an event with more or fewer being a
 *     dead letter; 0 for any number of them, and for all other types
 * @param unit of a number that is a time, where the spec says it; milliseconds where it does not,
 *     and for all other types none
 * @param nothing values of a number that stand for none, as -9999; for all other types none
 * @param medium how bytes become numbers, where they are a picture or a sound; for all types but
 *     NUMBERS none
 */
public record EventField(
    String name,
    FieldType type,
    boolean required,
    int length,
    Optional<EpochUnit> unit,
    List<Double> nothing,
    Optional<Medium> medium) {

  /** Longest array of numbers that an event may hold. */
  public static final int MOST_NUMBERS = Medium.MOST_NUMBERS;

  public EventField {
    if (length < 0 || length > MOST_NUMBERS || (length > 0 && type != FieldType.NUMBERS)) {
      throw new IllegalArgumentException(
          "length of a field must be 0, or in 1..%d for NUMBERS: length=%d type=%s (field %s)"
              .formatted(MOST_NUMBERS, length, type, name));
    }
    if (unit.isPresent() && type != FieldType.TIME) {
      throw new IllegalArgumentException(
          "unit of a field must be absent but for a time: unit=%s type=%s (field %s)"
              .formatted(unit.get(), type, name));
    }
    if (!nothing.isEmpty() && type != FieldType.NUMBER) {
      throw new IllegalArgumentException(
          "values of a field that stand for none must be absent but for a number: %s type=%s (field %s)"
              .formatted(nothing, type, name));
    }
    if (medium.isPresent() && type != FieldType.NUMBERS) {
      throw new IllegalArgumentException(
          "medium of a field must be absent but for NUMBERS: %s type=%s (field %s)"
              .formatted(medium.get(), type, name));
    }
    nothing = nothing.stream().map(value -> value + 0.0).toList(); // -0.0 is 0
  }

  /** A field whose bytes, if it has any, are numbers. */
  public EventField(
      String name,
      FieldType type,
      boolean required,
      int length,
      Optional<EpochUnit> unit,
      List<Double> nothing) {
    this(name, type, required, length, unit, nothing, Optional.empty());
  }

  /** A field all of whose values stand for themselves. */
  public EventField(
      String name, FieldType type, boolean required, int length, Optional<EpochUnit> unit) {
    this(name, type, required, length, unit, List.of());
  }

  /** A field whose times, if it is one, are milliseconds where they are numbers. */
  public EventField(String name, FieldType type, boolean required, int length) {
    this(name, type, required, length, Optional.empty());
  }

  /** A field of any length. */
  public EventField(String name, FieldType type, boolean required) {
    this(name, type, required, 0);
  }

  /** The same field, which an event need not have. */
  public EventField optional() {
    return new EventField(name, type, false, length, unit, nothing, medium);
  }

  /** The same field, of a length. */
  public EventField ofLength(int numbers) {
    return new EventField(name, type, required, numbers, unit, nothing, medium);
  }

  /** The same field by another name. */
  public EventField named(String other) {
    return new EventField(other, type, required, length, unit, nothing, medium);
  }

  /** The same field, its times in a unit. */
  public EventField in(EpochUnit of) {
    return new EventField(name, type, required, length, Optional.of(of), nothing, medium);
  }

  /** The same field, some of whose numbers stand for none. */
  public EventField without(List<Double> values) {
    return new EventField(name, type, required, length, unit, values, medium);
  }

  /** The same field, its bytes a picture or a sound. */
  public EventField of(Medium read) {
    return new EventField(name, type, required, read.size(), unit, nothing, Optional.of(read));
  }

  /** The same field, the bytes of whose picture or sound are taken as they are. */
  public EventField unread() {
    return medium.isEmpty() ? this : of(new AsItIs());
  }

  /** What a number counts that is a time. */
  public EpochUnit unitOrMillis() {
    return unit.orElse(EpochUnit.MILLIS);
  }
}
