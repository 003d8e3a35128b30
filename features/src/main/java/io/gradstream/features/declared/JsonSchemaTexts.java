package io.gradstream.features.declared;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The texts of one JSON Schema and of those that it refers to, by the names it has for them. */
final class JsonSchemaTexts {

  /** Beneath these stands data, no schema. */
  private static final Set<String> DATA =
      Set.of("enum", "const", "default", "examples", "connect.parameters", "connect.default");

  static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /**
   * A place in them.
   *
   * @param text name of the text it stands in
   */
  record Place(JsonNode node, String text) {}

  private static final String OWN = "";

  private final Map<String, JsonNode> texts = new HashMap<>();

  /**
   * @throws IllegalArgumentException when one is no JSON Schema, or refers to what is not there
   */
  JsonSchemaTexts(JsonNode own, Map<String, JsonNode> others) {
    texts.put(OWN, own);
    texts.putAll(others);
    Map.copyOf(texts).forEach((name, text) -> addNamed(text));
    Map.copyOf(texts).forEach((name, text) -> requireWhole(new Place(text, name)));
  }

  /** The text as a schema: an object, or true. */
  static JsonNode parsed(String text) {
    try {
      JsonNode schema = JSON.readTree(text);
      if (schema.isObject() || schema.isBoolean()) {
        return schema;
      }
      throw new IllegalArgumentException("it must be an object, true or false");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  Place own() {
    return new Place(texts.get(OWN), OWN);
  }

  /** A text within another may have a name of its own. */
  private void addNamed(JsonNode node) {
    for (String key : new String[] {"$id", "id"}) {
      String id = node.path(key).asText("");
      if (node.isObject() && node.path(key).isTextual() && !id.startsWith("#")) {
        texts.putIfAbsent(id.replaceAll("#$", ""), node);
      }
    }
    node.properties().forEach(member -> addNamed(member.getKey(), member.getValue()));
    if (node.isArray()) {
      node.forEach(this::addNamed);
    }
  }

  private void addNamed(String key, JsonNode member) {
    if (!DATA.contains(key)) {
      addNamed(member);
    }
  }

  private void requireWhole(Place place) {
    for (Map.Entry<String, JsonNode> member : place.node().properties()) {
      if (member.getKey().equals("$ref") && member.getValue().isTextual()) {
        referred(place)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "$ref %s leads nowhere".formatted(member.getValue())));
      } else if (!DATA.contains(member.getKey())) {
        requireWhole(new Place(member.getValue(), place.text()));
      }
    }
    if (place.node().isArray()) {
      place.node().forEach(item -> requireWhole(new Place(item, place.text())));
    }
  }

  /** Where a place's {@code $ref} leads; empty where it has none, or one that leads nowhere. */
  Optional<Place> referred(Place place) {
    JsonNode ref = place.node().path("$ref");
    if (!ref.isTextual()) {
      return Optional.empty();
    }
    String whole = ref.textValue();
    int hash = whole.indexOf('#');
    String name = hash < 0 ? whole : whole.substring(0, hash);
    String within = hash < 0 ? "" : whole.substring(hash + 1);
    return text(name, place.text()).flatMap(text -> at(text, within));
  }

  private Optional<String> text(String name, String from) {
    if (name.isEmpty() || texts.containsKey(name)) {
      return Optional.of(name.isEmpty() ? from : name);
    }
    String base = texts.get(from).path("$id").asText(from);
    try {
      return Optional.of(URI.create(base).resolve(name).toString()).filter(texts::containsKey);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Place> at(String text, String within) {
    JsonNode schema = texts.get(text);
    JsonNode found =
        within.isEmpty()
            ? schema
            : within.startsWith("/") ? schema.at(pointer(within)) : anchored(schema, within);
    return found.isMissingNode() ? Optional.empty() : Optional.of(new Place(found, text));
  }

  private static JsonPointer pointer(String within) {
    return JsonPointer.compile(
        URLDecoder.decode(within.replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  private static JsonNode anchored(JsonNode node, String anchor) {
    boolean isIt =
        node.path("$anchor").asText().equals(anchor)
            || node.path("$id").asText().equals("#" + anchor);
    if (node.isObject() && isIt) {
      return node;
    }
    for (JsonNode child : node) {
      JsonNode found = anchored(child, anchor);
      if (!found.isMissingNode()) {
        return found;
      }
    }
    return MissingNode.getInstance();
  }
}
