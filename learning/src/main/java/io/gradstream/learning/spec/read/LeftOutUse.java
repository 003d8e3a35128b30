package io.gradstream.learning.spec.read;

import io.gradstream.learning.spec.keys.FieldUses.Use;
import java.util.List;

/** How a field is read that is there only to name events that are left out. */
final class LeftOutUse {

  private static final String TRUTH = "true|false";
  private static final String FRACTION = "-?\\d+\\.\\d+";

  private LeftOutUse() {}

  /** Whole numbers are read as text, too. */
  static Use of(List<String> values) {
    if (values.stream().allMatch(value -> value.matches(TRUTH))) {
      return Use.FLAG;
    }
    return values.stream().allMatch(value -> value.matches(FRACTION)) ? Use.NUMBER : Use.CATEGORY;
  }
}
