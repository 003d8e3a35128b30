package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.learning.spec.yaml.Section.Checked;
import io.gradstream.learning.spec.yaml.YamlValue.Entry;
import io.gradstream.learning.spec.yaml.YamlValue.Mapping;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An object whose keys are names of the user's own, so many of them, each of one shape. */
public record MapShape<T>(TextShape name, Shape<T> value, int fewest, int most)
    implements Shape<Map<String, T>> {

  /** Checks to a {@link Section} whose values are in the order in which they are written. */
  @Override
  public Optional<Object> check(YamlValue given, Place place, Findings findings) {
    if (!(given instanceof Mapping mapping)) {
      return refuse(given, place, "Write {NAME: ..., NAME: ...}.", findings);
    }
    Map<String, Checked> values = new LinkedHashMap<>();
    Map<String, Place> written = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      Place at = place.key(Findings.oneLine(entry.key()), entry.line());
      if (!name.pattern().matcher(entry.key()).matches()) {
        findings.add(at, "must be " + name.words(), Findings.oneLine(entry.key()), name.wayOut());
      } else if (written.putIfAbsent(entry.key(), at) != null) {
        findings.add(at, "must be given once", "again", "Remove one of the two.");
      }
      value
          .check(entry.value(), at, findings)
          .ifPresent(valid -> values.put(entry.key(), new Checked(at, valid)));
    }
    int count = mapping.entries().size();
    if (count < fewest || count > most) {
      findings.add(place, "must be " + words(), count + " of them", "Add or remove some.");
    }
    return Optional.of(new Section(place, values, written, Set.of()));
  }

  @Override
  public Optional<Map<String, T>> made(Object checked) {
    Map<String, T> made = new LinkedHashMap<>();
    ((Section) checked)
        .values()
        .forEach((key, of) -> value.made(of.value()).ifPresent(valid -> made.put(key, valid)));
    return Optional.of(Collections.unmodifiableMap(made));
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = Shape.typed("object").put("minProperties", fewest);
    schema.put("maxProperties", most);
    schema.putObject("propertyNames").put("pattern", "^(?:" + name.pattern() + ")$");
    schema.set("additionalProperties", value.schema());
    return schema;
  }

  @Override
  public String words() {
    return "an object of " + fewest + ".." + most + " names";
  }
}
