package io.gradstream.model;

import io.gradstream.features.event.EpochUnit;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.FieldType;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The type of an event's field as a snapshot writes it: its name, behind it what a time's numbers
 * count, or which numbers stand for none: {@code TIME_SECONDS}, {@code NUMBER_-9999.0_999.0}.
 */
final class FieldBody {

  private static final String AND = "_";

  private FieldBody() {}

  static String type(EventField field) {
    String unit = field.unit().map(of -> AND + of.name()).orElse("");
    String nothing =
        field.nothing().stream().map(value -> AND + value).collect(Collectors.joining());
    return field.type().name() + unit + nothing;
  }

  /** Whether a format before cannot hold it. */
  static boolean isOfNewest(EventField field) {
    return field.unit().isPresent() || !field.nothing().isEmpty();
  }

  /**
   * @throws IllegalArgumentException when there is no such type
   */
  static EventField field(String name, String type, boolean required) {
    String[] parts = type.split(AND);
    EventField field = new EventField(name, FieldType.valueOf(parts[0]), required);
    if (parts.length == 1) {
      return field;
    }
    return field.type() == FieldType.TIME
        ? field.in(EpochUnit.valueOf(parts[1]))
        : field.without(Arrays.stream(parts).skip(1).map(Double::valueOf).toList());
  }
}
