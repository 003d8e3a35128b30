package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.learning.spec.yaml.YamlValue.Entry;
import io.gradstream.learning.spec.yaml.YamlValue.Mapping;
import java.util.List;
import java.util.Optional;

/**
 * An object of one of several shapes, told apart by their first keys. A first key of one that is
 * another key of a second, as a dense layer's activation, leaves the second.
 */
public record VariantShape(List<ObjectShape> variants) implements Shape {

  public VariantShape(ObjectShape... variants) {
    this(List.of(variants));
  }

  @Override
  public Optional<Object> check(YamlValue value, Place place, Findings findings) {
    if (!(value instanceof Mapping mapping)) {
      return refuse(value, place, example(), findings);
    }
    List<String> keys = mapping.entries().stream().map(Entry::key).distinct().toList();
    List<ObjectShape> meant = meant(keys);
    if (meant.size() == 1) {
      return meant.get(0).check(value, place, findings);
    }
    String shown = keys.isEmpty() ? value.shown() : Findings.oneLine(String.join(", ", keys));
    findings.add(place, "must be " + words(), shown, wayOut(keys));
    return Optional.empty();
  }

  private List<ObjectShape> meant(List<String> keys) {
    List<ObjectShape> there =
        variants.stream().filter(variant -> keys.contains(kind(variant))).toList();
    return there.stream().filter(variant -> isMeant(variant, keys)).toList();
  }

  private boolean isMeant(ObjectShape variant, List<String> keys) {
    boolean isAnothersKey = variants.stream().anyMatch(other -> has(other, kind(variant)));
    return !isAnothersKey || variant.names().containsAll(keys);
  }

  /** Whether the key is one of the variant's, but not its first. */
  private static boolean has(ObjectShape variant, String key) {
    return variant.names().lastIndexOf(key) > 0;
  }

  /** The key that says which variant a checked object is. */
  public String kindOf(Section checked) {
    return meant(List.copyOf(checked.written().keySet())).stream()
        .map(VariantShape::kind)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("of no kind: " + checked.place().path()));
  }

  private String wayOut(List<String> keys) {
    return keys.stream()
        .filter(key -> !kinds().contains(key))
        .flatMap(key -> NearestName.of(key, kinds()).stream())
        .findFirst()
        .map(name -> "Did you mean " + name + "?")
        .orElse("Keep exactly one of them.");
  }

  private String example() {
    return "Write {" + kinds().get(0) + ": ...}.";
  }

  /** The keys that tell the variants apart. */
  public List<String> kinds() {
    return variants.stream().map(VariantShape::kind).toList();
  }

  /** The key that tells the variant from the others. */
  private static String kind(ObjectShape variant) {
    return variant.keys().get(0).name();
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    ArrayNode oneOf = schema.putArray("oneOf");
    variants.forEach(variant -> oneOf.add(variant.schema()));
    return schema;
  }

  @Override
  public String words() {
    return "an object with one of " + String.join(", ", kinds());
  }
}
