package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.learning.spec.yaml.YamlValue.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A span of time such as {@code 24h} or {@code 200ms}, within bounds. */
public record SpanShape(String least, String most) implements Shape<Duration> {

  private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  @Override
  public Optional<Object> check(YamlValue value, Place place, Findings findings) {
    if (!(value instanceof YamlValue.Scalar scalar)) {
      return refuse(value, place, "Write for instance 24h, 30s or 200ms.", findings);
    }
    if (scalar.kind() == Kind.WHOLE) {
      return refuse(value, place, "Add the unit: ms, s, m, h or d.", findings);
    }
    return parse(scalar.text())
        .filter(span -> span.compareTo(bound(least)) >= 0 && span.compareTo(bound(most)) <= 0)
        .<Optional<Object>>map(Optional::of)
        .orElseGet(() -> refuse(value, place, "Write for instance 24h, 30s or 200ms.", findings));
  }

  @Override
  public Optional<Duration> made(Object checked) {
    return Optional.of((Duration) checked);
  }

  private static Duration bound(String span) {
    return parse(span).orElseThrow();
  }

  /** A span as it is written in a spec; nothing when it is none. */
  public static Optional<Duration> parse(String text) {
    Matcher span = SPAN.matcher(text);
    return span.matches()
        ? Optional.of(of(Long.parseLong(span.group(1)), span.group(2)))
        : Optional.empty();
  }

  private static Duration of(long count, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case "d" -> Duration.ofDays(count);
      default -> throw new IllegalStateException("no unit of time: " + unit);
    };
  }

  @Override
  public ObjectNode schema() {
    return Shape.typed("string").put("pattern", "^" + SPAN + "$");
  }

  @Override
  public String words() {
    return "a span of time in " + least + ".." + most;
  }
}
