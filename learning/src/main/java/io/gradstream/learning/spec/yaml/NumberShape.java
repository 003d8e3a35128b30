package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.features.event.FieldRules;
import io.gradstream.learning.spec.yaml.YamlValue.Kind;
import java.util.Optional;

/** A number of a range, bounds included. */
public record NumberShape(double least, double most) implements Shape<Double> {

  @Override
  public Optional<Object> check(YamlValue value, Place place, Findings findings) {
    if (!(value instanceof YamlValue.Scalar scalar)
        || (scalar.kind() != Kind.DECIMAL && scalar.kind() != Kind.WHOLE)) {
      return refuse(value, place, "Write a number without quotes.", findings);
    }
    double number = parse(scalar.text());
    return number >= least && number <= most
        ? Optional.of(number)
        : refuse(value, place, nearest(number), findings);
  }

  @Override
  public Optional<Double> made(Object checked) {
    return Optional.of((Double) checked);
  }

  /** As a number of 32 bits. */
  public Shape<Float> asFloat() {
    return as(Double::floatValue);
  }

  private String nearest(double number) {
    return Double.isNaN(number)
        ? "Write a finite number in decimal."
        : "The nearest is " + FieldRules.shown(number < least ? least : most) + ".";
  }

  /** NaN, which is in no range, for {@code .inf}, {@code .nan}, octal and hexadecimal. */
  private static double parse(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  @Override
  public ObjectNode schema() {
    return Shape.typed("number").put("minimum", least).put("maximum", most);
  }

  @Override
  public String words() {
    return "a number in " + FieldRules.shown(least) + ".." + FieldRules.shown(most);
  }
}
