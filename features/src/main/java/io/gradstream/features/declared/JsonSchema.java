package io.gradstream.features.declared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.features.declared.DeclaredField.Kind;
import io.gradstream.features.declared.JsonSchemaTexts.Place;
import io.gradstream.features.event.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A JSON Schema, read for what it declares of fields; nothing is validated by it. What it says in
 * words that are not known here, it says in vain.
 */
public final class JsonSchema {

  private static final int DEEPEST = 32; // references and choices within one another
  private static final int MOST_BRANCHES = 1_000; // of one place
  private static final String NULL = "null";
  private static final Set<String> TIMES = Set.of("date-time", "date", "utc-millisec");
  private static final List<String> CHOICES = List.of("oneOf", "anyOf");

  private final JsonSchemaTexts texts;
  private final List<Place> roots;
  private final String kept;

  private JsonSchema(JsonSchemaTexts texts, List<Place> roots, String kept) {
    this.texts = texts;
    this.roots = roots;
    this.kept = kept;
  }

  /**
   * Reads a schema.
   *
   * @param references texts of others, by the names by which it and they refer to them
   * @throws IllegalArgumentException when one is no JSON Schema, or refers to what is not there
   */
  public static JsonSchema read(String text, Map<String, String> references) {
    Map<String, JsonNode> others = new LinkedHashMap<>();
    references.forEach((name, other) -> others.put(name, JsonSchemaTexts.parsed(other)));
    return of(JsonSchemaTexts.parsed(text), others);
  }

  static JsonSchema of(JsonNode own, Map<String, JsonNode> others) {
    JsonSchemaTexts texts = new JsonSchemaTexts(own, others);
    ObjectNode kept = JsonSchemaTexts.JSON.createObjectNode().put("schemaType", "JSON");
    kept.set("schema", own);
    ObjectNode referred = kept.putObject("references");
    others.forEach(referred::set);
    return new JsonSchema(texts, List.of(texts.own()), kept.toString());
  }

  /** The schema with those that it refers to, as one text. */
  public String kept() {
    return kept;
  }

  /** Reads such a text; empty for another kind of schema. */
  public static Optional<JsonSchema> ofKept(String text) {
    if (!text.startsWith("{\"schemaType\":\"JSON\"")) {
      return Optional.empty();
    }
    JsonNode said = JsonSchemaTexts.parsed(text);
    Map<String, JsonNode> others = new LinkedHashMap<>();
    said.path("references").properties().forEach(one -> others.put(one.getKey(), one.getValue()));
    return Optional.of(of(said.path("schema"), others));
  }

  /** The schema of a member; one that declares nothing where there is none. */
  public JsonSchema within(String member) {
    return member.isEmpty() ? this : new JsonSchema(texts, members(roots, member), kept);
  }

  /**
   * What is declared of a field, empty for nothing.
   *
   * @param field its name, or the path to it
   */
  public Optional<DeclaredField> declared(String field) {
    List<String> steps = FieldPath.of(field).steps();
    List<Place> exact = members(roots, field);
    List<Place> parents = roots;
    List<Place> at = exact;
    if (exact.isEmpty()) {
      at = roots;
      for (String step : steps) {
        parents = at;
        at = members(at, step);
      }
    }
    String last = exact.isEmpty() ? steps.get(steps.size() - 1) : field;
    boolean isRequired = parents.stream().anyMatch(parent -> requires(parent, last));
    return at.isEmpty()
        ? Optional.empty()
        : Optional.of(either(at, 0)).map(found -> isRequired ? found : found.optionally());
  }

  private boolean requires(Place parent, String member) {
    return branches(List.of(parent))
        .anyMatch(
            branch ->
                StreamSupport.stream(branch.node().path("required").spliterator(), false)
                    .anyMatch(name -> name.asText().equals(member)));
  }

  private List<Place> members(List<Place> parents, String name) {
    return branches(parents)
        .flatMap(
            branch -> {
              JsonNode member = branch.node().path("properties").path(name);
              JsonNode other = branch.node().path("additionalProperties");
              JsonNode found = member.isMissingNode() && other.isObject() ? other : member;
              return found.isObject() ? Stream.of(new Place(found, branch.text())) : Stream.empty();
            })
        .toList();
  }

  /** All schemas that may hold where these do, themselves included. */
  private Stream<Place> branches(List<Place> places) {
    Set<Place> all = new LinkedHashSet<>(places);
    List<Place> open = new ArrayList<>(places);
    while (!open.isEmpty() && all.size() < MOST_BRANCHES) {
      Place next = open.remove(0);
      List<Place> more = new ArrayList<>(together(next));
      CHOICES.forEach(key -> more.addAll(listed(next, key)));
      more.stream().filter(all::add).forEach(open::add);
    }
    return all.stream();
  }

  private List<Place> together(Place place) {
    List<Place> all = new ArrayList<>(listed(place, "allOf"));
    texts.referred(place).ifPresent(all::add);
    return all;
  }

  private static List<Place> listed(Place place, String key) {
    List<Place> all = new ArrayList<>();
    place.node().path(key).forEach(one -> all.add(new Place(one, place.text())));
    return all;
  }

  private DeclaredField either(List<Place> places, int depth) {
    List<DeclaredField> all = new ArrayList<>();
    boolean isNullable = false;
    for (Place place : places) {
      boolean isNull = place.node().path("type").asText().equals(NULL);
      isNullable |= isNull;
      if (!isNull) {
        all.add(field(place, depth));
      }
    }
    DeclaredField found =
        all.isEmpty()
            ? new JsonSchemaWords(JsonSchemaTexts.JSON.createObjectNode()).field()
            : DeclaredField.either(all);
    return isNullable ? found.optionally() : found;
  }

  /** What is said in a place, and by what holds together with it. */
  private DeclaredField field(Place place, int depth) {
    DeclaredField found = new JsonSchemaWords(place.node()).field();
    if (depth == DEEPEST) {
      return found;
    }
    for (Place other : together(place)) {
      found = both(found, field(other, depth + 1));
    }
    for (String key : CHOICES) {
      List<Place> choices = listed(place, key);
      found = choices.isEmpty() ? found : both(found, either(choices, depth + 1));
    }
    return found;
  }

  private static DeclaredField both(DeclaredField one, DeclaredField other) {
    return new DeclaredField(
        one.kind() == Kind.OTHER || other.kind() == Kind.TIME ? other.kind() : one.kind(),
        one.time().or(other::time),
        one.scale().or(other::scale),
        one.values().isEmpty() ? other.values() : one.values(),
        one.optional() || other.optional(),
        one.words().isEmpty() ? other.words() : one.words());
  }

  /** Formats of text that are times. */
  static boolean isTime(String format) {
    return TIMES.contains(format);
  }
}
