package io.gradstream.learning.spec;

import io.gradstream.features.event.BadFieldException;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldRules;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Events that a learner reads as if they had never been: neither answered nor learned, and their
 * times move nothing.
 *
 * @param values of fields, of which an event needs one to be left out, each as it is written
 */
public record LeftOut(Map<String, List<String>> values) {

  public static final LeftOut NONE = new LeftOut(Map.of());

  public LeftOut {
    values = Map.copyOf(values);
  }

  /**
   * What becomes of a record that was read: {@link Decoded.Empty} when it is an event to be left
   * out. Values are compared as the field's type has them, so that 4711, "4711" and 4711.0 are one.
   *
   * @param schema of the events, with all fields of the values
   */
  public UnaryOperator<Decoded> reading(EventSchema schema) {
    if (values.isEmpty()) {
      return UnaryOperator.identity();
    }
    Map<Integer, Set<String>> byField = new HashMap<>();
    values.forEach((name, of) -> byField.put(schema.indexOf(name), texts(schema, name, of)));
    return read ->
        read instanceof Decoded.Good good && isNamed(good.event(), byField)
            ? new Decoded.Empty()
            : read;
  }

  private static boolean isNamed(Event event, Map<Integer, Set<String>> byField) {
    return byField.entrySet().stream()
        .anyMatch(
            field ->
                !event.isMissing(field.getKey())
                    && field.getValue().contains(event.text(field.getKey())));
  }

  private static Set<String> texts(EventSchema schema, String name, List<String> written) {
    EventField field = schema.fields().get(schema.indexOf(name));
    Set<String> texts = new HashSet<>();
    for (String value : written) {
      texts.add(text(field, value, schema));
    }
    return texts;
  }

  /** What is none of the field's type is none of its values. */
  private static String text(EventField field, String written, EventSchema schema) {
    try {
      Object value = FieldRules.fromCell(field, written, schema.zone());
      return value == null ? written : Event.of(value).text(0);
    } catch (BadFieldException e) {
      return written;
    }
  }
}
