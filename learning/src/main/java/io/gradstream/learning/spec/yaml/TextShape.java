package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.learning.spec.yaml.YamlValue.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text that matches a pattern which Java and ECMAScript read alike.
 *
 * @param orWhole whether a whole number is taken as its decimal text
 */
public record TextShape(String words, Pattern pattern, boolean orWhole, String wayOut)
    implements Shape<String> {

  public TextShape(String words, String pattern, String wayOut) {
    this(words, Pattern.compile(pattern), false, wayOut);
  }

  @Override
  public Optional<Object> check(YamlValue value, Place place, Findings findings) {
    if (!(value instanceof YamlValue.Scalar scalar)) {
      return refuse(value, place, wayOut, findings);
    }
    if (scalar.kind() != Kind.TEXT && !(orWhole && scalar.kind() == Kind.WHOLE)) {
      String quoted = scalar.kind() == Kind.NOTHING ? wayOut : "Put it in quotes to make it text.";
      return refuse(value, place, quoted, findings);
    }
    return pattern.matcher(scalar.text()).matches()
        ? Optional.of(scalar.text())
        : refuse(value, place, wayOut, findings);
  }

  @Override
  public Optional<String> made(Object checked) {
    return Optional.of((String) checked);
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = Shape.typed("string").put("pattern", "^(?:" + pattern + ")$");
    if (orWhole) {
      schema.putArray("type").add("string").add("integer");
    }
    return schema;
  }
}
