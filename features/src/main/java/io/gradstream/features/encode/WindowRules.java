package io.gradstream.features.encode;

import io.gradstream.features.event.EventField;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What must hold of a {@link FeatureSpec.Window}. */
final class WindowRules {

  private WindowRules() {}

  /**
   * @throws IllegalArgumentException when its fields, lengths or memory are beyond their bounds
   */
  static void check(
      List<String> fields, int steps, long stride, Optional<String> by, int entities) {
    if (fields.isEmpty() || new HashSet<>(fields).size() < fields.size()) {
      throw new IllegalArgumentException("a window must have fields, each once: " + fields);
    }
    if (steps < 1 || stride < 0 || entities < 1 || (by.isEmpty() && entities > 1)) {
      throw new IllegalArgumentException(
          "a window must have steps, a stride of at least 0 and entities, one where nothing tells them apart: steps=%d stride=%d entities=%d"
              .formatted(steps, stride, entities));
    }
    long values = (long) steps * width(fields.size());
    if (values > EventField.MOST_NUMBERS) {
      throw new IllegalArgumentException(
          "a window must have at most %d values, two for each field and one for the age in each step: %d"
              .formatted(EventField.MOST_NUMBERS, values));
    }
    long kept = (long) steps * fields.size() * entities;
    if (kept > FeatureSpec.Window.MOST_KEPT) {
      throw new IllegalArgumentException(
          "a window must keep at most %d numbers, those of %d entities being %d"
              .formatted(FeatureSpec.Window.MOST_KEPT, entities, kept));
    }
  }

  /** Inputs of a step. */
  static int width(int fields) {
    return 2 * fields + 1;
  }
}
