package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.learning.spec.yaml.YamlValue.Kind;
import java.util.List;
import java.util.Optional;

/** One of a closed list of names. */
public record NameShape(List<String> names) implements Shape {

  public NameShape(String... names) {
    this(List.of(names));
  }

  @Override
  public Optional<Object> check(YamlValue value, Place place, Findings findings) {
    if (!(value instanceof YamlValue.Scalar scalar) || scalar.kind() != Kind.TEXT) {
      return refuse(value, place, "Write one of them.", findings);
    }
    return names.contains(scalar.text())
        ? Optional.of(scalar.text())
        : refuse(value, place, wayOut(scalar.text()), findings);
  }

  private String wayOut(String wrong) {
    return NearestName.of(wrong, names)
        .map(name -> "Did you mean " + name + "?")
        .orElse("Write one of them.");
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = Shape.typed("string");
    names.forEach(schema.putArray("enum")::add);
    return schema;
  }

  @Override
  public String words() {
    return names.size() == 1 ? names.get(0) : "one of " + String.join(", ", names);
  }
}
