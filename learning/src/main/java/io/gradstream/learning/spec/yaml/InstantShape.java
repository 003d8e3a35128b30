package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A moment with its offset from UTC, by RFC 3339. */
public record InstantShape() implements Shape<Instant> {

  private static final String WAY_OUT = "Write for instance 2026-03-01T00:00:00Z.";

  @Override
  public Optional<Object> check(YamlValue value, Place place, Findings findings) {
    if (value instanceof YamlValue.Scalar scalar) {
      try {
        return Optional.of(OffsetDateTime.parse(scalar.text()).toInstant());
      } catch (DateTimeException e) {
        return refuse(value, place, WAY_OUT, findings);
      }
    }
    return refuse(value, place, WAY_OUT, findings);
  }

  @Override
  public Optional<Instant> made(Object checked) {
    return Optional.of((Instant) checked);
  }

  @Override
  public ObjectNode schema() {
    return Shape.typed("string").put("format", "date-time");
  }

  @Override
  public String words() {
    return "a time with its offset";
  }
}
