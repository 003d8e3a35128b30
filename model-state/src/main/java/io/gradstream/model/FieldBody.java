package io.gradstream.model;

import io.gradstream.features.event.EpochUnit;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.media.Medium;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The type of an event's field as a snapshot writes it: its name, behind it what a time's numbers
 * count, which numbers stand for none, or how bytes are read: {@code TIME_SECONDS}, {@code
 * NUMBER_-9999.0_999.0}, {@code NUMBERS_IMAGE_28_28_1_STRETCH}.
 */
final class FieldBody {

  private static final String AND = "_";

  private FieldBody() {}

  static String type(EventField field) {
    String unit = field.unit().map(of -> AND + of.name()).orElse("");
    String nothing =
        field.nothing().stream().map(value -> AND + value).collect(Collectors.joining());
    String medium = field.medium().map(of -> AND + of.form()).orElse("");
    return field.type().name() + unit + nothing + medium;
  }

  /** Whether a format before cannot hold it. */
  static boolean isOfNewest(EventField field) {
    return field.unit().isPresent() || !field.nothing().isEmpty() || field.medium().isPresent();
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
    List<String> more = Arrays.stream(parts).skip(1).toList();
    return switch (field.type()) {
      case TIME -> field.in(EpochUnit.valueOf(more.get(0)));
      case NUMBERS -> field.of(Medium.of(more));
      default -> field.without(more.stream().map(Double::valueOf).toList());
    };
  }
}
