package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.learning.spec.yaml.YamlValue.Entry;
import io.gradstream.learning.spec.yaml.YamlValue.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An object of one of several shapes, told apart by their first keys. A first key of one that is
 * another key of a second, as a dense layer's activation, leaves the second.
 */
public record VariantShape<T>(List<Variant<T>> variants) implements Shape<T> {

  @SafeVarargs
  public static <T> VariantShape<T> of(Variant<T>... variants) {
    List<Variant<T>> rows = new ArrayList<>();
    for (Variant<T> variant : variants) {
      rows.add(variant);
    }
    return new VariantShape<>(List.copyOf(rows));
  }

  @Override
  public Optional<Object> check(YamlValue value, Place place, Findings findings) {
    if (!(value instanceof Mapping mapping)) {
      return refuse(value, place, example(value, place), findings);
    }
    List<String> keys = mapping.entries().stream().map(Entry::key).distinct().toList();
    List<Variant<T>> meant = meant(keys);
    if (meant.size() == 1) {
      return meant.get(0).shape().check(value, place, findings).map(this::ofAny);
    }
    String shown = keys.isEmpty() ? value.shown() : Findings.oneLine(String.join(", ", keys));
    findings.add(place, "must be " + words(), shown, wayOut(keys));
    return Optional.empty();
  }

  /** The object, of which the keys of all variants may be asked for. */
  private Object ofAny(Object checked) {
    return ((Section) checked)
        .knowing(
            variants.stream()
                .flatMap(variant -> variant.shape().names().stream())
                .collect(Collectors.toSet()));
  }

  /** What the variant makes that the object is; empty for one that is none. */
  @Override
  public Optional<T> made(Object checked) {
    Section section = (Section) checked;
    return meant(List.copyOf(section.written().keySet())).stream()
        .findFirst()
        .flatMap(variant -> variant.made(section));
  }

  private List<Variant<T>> meant(List<String> keys) {
    return variants.stream()
        .filter(variant -> keys.contains(variant.kind()) && isMeant(variant, keys))
        .toList();
  }

  private boolean isMeant(Variant<T> variant, List<String> keys) {
    boolean isAnothersKey = variants.stream().anyMatch(other -> has(other, variant.kind()));
    return !isAnothersKey || variant.shape().names().containsAll(keys);
  }

  /** Whether the key is one of the variant's, but not its first. */
  private static boolean has(Variant<?> variant, String key) {
    return variant.shape().names().lastIndexOf(key) > 0;
  }

  private String wayOut(List<String> keys) {
    return keys.stream()
        .filter(key -> !kinds().contains(key))
        .flatMap(key -> NearestName.of(key, kinds()).stream())
        .findFirst()
        .map(name -> "Did you mean " + name + "?")
        .orElse("Keep exactly one of them.");
  }

  /** A line to paste, where a kind's name stands alone. */
  private String example(YamlValue value, Place place) {
    return value instanceof YamlValue.Scalar scalar && kinds().contains(scalar.text())
        ? "Write %s{%s: {}}.".formatted(place.keyInFront(), scalar.text())
        : "Write {" + kinds().get(0) + ": ...}.";
  }

  /** The object of the first kind with a key of it, which someone wrote beside the object. */
  Optional<String> within(String key, YamlValue value) {
    Key<?> first = variants.get(0).keys().get(0);
    boolean has =
        first.shape() instanceof ObjectShape<?> below
            && below.keys().stream().anyMatch(one -> one.name().equals(key));
    return has
        ? Optional.of(
            "{%s: {%s: %s}}".formatted(first.name(), key, Findings.oneLine(value.shown())))
        : Optional.empty();
  }

  /** The keys that tell the variants apart. */
  public List<String> kinds() {
    return variants.stream().map(Variant::kind).toList();
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    ArrayNode oneOf = schema.putArray("oneOf");
    variants.forEach(variant -> oneOf.add(variant.shape().schema()));
    return schema;
  }

  @Override
  public String words() {
    return "an object with one of " + String.join(", ", kinds());
  }
}
