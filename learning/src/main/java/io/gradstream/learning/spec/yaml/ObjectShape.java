package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.learning.spec.yaml.Section.Checked;
import io.gradstream.learning.spec.yaml.YamlValue.Entry;
import io.gradstream.learning.spec.yaml.YamlValue.Mapping;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An object of declared keys and no others.
 *
 * @param part its keys, and what they make
 */
public record ObjectShape<T>(Part<T> part) implements Shape<T> {

  /** An object that stays as it is checked. */
  public static ObjectShape<Section> of(Key<?>... keys) {
    return new ObjectShape<>(Keys.section(keys));
  }

  public List<Key<?>> keys() {
    return part.keys();
  }

  @Override
  public Optional<Object> check(YamlValue value, Place place, Findings findings) {
    if (!(value instanceof Mapping mapping)) {
      return refuse(value, place, "Known keys: " + String.join(", ", names()) + ".", findings);
    }
    Map<String, Entry> written = writtenOnce(mapping, place, findings);
    Map<String, Checked> values = new HashMap<>();
    Map<String, Place> places = new HashMap<>();
    for (Key<?> key : keys()) {
      Entry entry = written.get(key.name());
      if (entry == null || key.isUnsetBy(entry.value())) {
        checkAbsent(key, place, findings).ifPresent(checked -> values.put(key.name(), checked));
        continue;
      }
      Place at = place.key(key.name(), entry.line());
      places.put(key.name(), at);
      key.shape()
          .check(entry.value(), at, findings)
          .ifPresent(valid -> values.put(key.name(), new Checked(at, valid)));
    }
    return Optional.of(
        new Section(place, Map.copyOf(values), Map.copyOf(places), Set.copyOf(names())));
  }

  @Override
  public Optional<T> made(Object checked) {
    return part.find((Section) checked);
  }

  private Map<String, Entry> writtenOnce(Mapping mapping, Place place, Findings findings) {
    Map<String, Entry> written = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      Entry first = written.putIfAbsent(entry.key(), entry);
      Place at = place.key(Findings.oneLine(entry.key()), entry.line());
      if (first != null) {
        String lines = "again, after line " + first.line();
        findings.add(at, "must be given once", lines, "Remove one of the two.");
      } else if (!names().contains(entry.key())) {
        findings.add(at, "must be a known key", Findings.oneLine(entry.key()), wayOut(entry));
      }
    }
    return written;
  }

  /** The line to write where the key belongs into one of ours, the near one, or all. */
  private String wayOut(Entry unknown) {
    for (Key<?> key : keys()) {
      if (key.shape() instanceof VariantShape<?> variants) {
        Optional<String> within = variants.within(unknown.key(), unknown.value());
        if (within.isPresent()) {
          return "Write %s: %s.".formatted(key.name(), within.get());
        }
      }
    }
    return NearestName.wayOut(unknown.key(), names());
  }

  private static Optional<Checked> checkAbsent(Key<?> key, Place place, Findings findings) {
    Place at = place.key(key.name(), 0);
    if (key.isRequired()) {
      findings.add(at, "must be given", "absent", "Add it: " + key.shape().words() + ".");
    }
    if (key.absence() instanceof Key.Default byDefault) {
      return key.shape()
          .check(byDefault.value(), at, findings)
          .map(valid -> new Checked(at, valid));
    }
    return Optional.empty();
  }

  public List<String> names() {
    return keys().stream().<String>map(Key::name).toList();
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = Shape.typed("object");
    ObjectNode properties = schema.putObject("properties");
    keys().forEach(key -> properties.set(key.name(), key.schema()));
    ArrayNode required = schema.putArray("required");
    keys().stream().filter(Key::isRequired).map(Key::name).forEach(required::add);
    return schema.put("additionalProperties", false);
  }

  @Override
  public String words() {
    return "an object";
  }
}
