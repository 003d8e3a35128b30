package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.EventSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Numbers that stand for none, as specs say them. */
class MissingNumbersTest {

  private static final String SPEC =
      """
      learner: trips
      events: {topic: trips}
      features:
        - {field: x, as: numeric%s}
        - {field: x, as: category}
        - {field: z, as: numeric}
      target: {regression: total}
      """;

  private static List<Double> nothing(String missing, String field) {
    EventSchema schema = Specs.read(Map.of(), SPEC.formatted(missing)).model().events();
    return schema.fields().get(schema.indexOf(field)).nothing();
  }

  @Test
  void oneOrSeveralStandForNone() {
    assertThat(nothing("", "x")).isEmpty();
    assertThat(nothing(", missing: -9999", "x")).containsExactly(-9999.0);
    assertThat(nothing(", missing: [-1, 999.5, 0]", "x")).containsExactly(-1.0, 999.5, 0.0);
    assertThat(nothing(", missing: -9999", "z")).isEmpty();
  }
}
