package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.learning.spec.yaml.YamlValue.Kind;
import java.math.BigInteger;
import java.util.Optional;

/** A whole number of a range, bounds included. */
public record WholeShape(long least, long most) implements Shape<Long> {

  private static final int LONGEST = 40; // digits: more are out of every range

  @Override
  public Optional<Object> check(YamlValue value, Place place, Findings findings) {
    if (!(value instanceof YamlValue.Scalar scalar) || scalar.kind() != Kind.WHOLE) {
      return refuse(value, place, "Write a whole number without quotes.", findings);
    }
    if (scalar.text().length() > LONGEST) {
      return refuse(value, place, nearest(scalar.text().startsWith("-")), findings);
    }
    BigInteger number = scalar.whole();
    boolean below = number.compareTo(BigInteger.valueOf(least)) < 0;
    if (below) {
      findings.addMended(place, "must be " + words(), value.shown(), nearest(true));
      return Optional.of(least);
    }
    return number.compareTo(BigInteger.valueOf(most)) > 0
        ? refuse(value, place, nearest(false), findings)
        : Optional.of(number.longValueExact());
  }

  @Override
  public Optional<Long> made(Object checked) {
    return Optional.of((Long) checked);
  }

  /** As a number of 32 bits, which its range fits. */
  public Shape<Integer> asInt() {
    return as(Math::toIntExact);
  }

  private String nearest(boolean below) {
    return "The nearest is " + (below ? least : most) + ".";
  }

  @Override
  public ObjectNode schema() {
    return Shape.typed("integer").put("minimum", least).put("maximum", most);
  }

  @Override
  public String words() {
    return least == most ? Long.toString(least) : "a whole number in " + least + ".." + most;
  }
}
