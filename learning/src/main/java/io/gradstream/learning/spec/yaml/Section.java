package io.gradstream.learning.spec.yaml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A checked object of the spec: its valid values, written or default, by key. A written value that
 * broke its rule is absent (the error is already found), yet {@link #isWritten}.
 *
 * <p>A key that is not declared here is never absent, it is a slip: asking for one is an error.
 *
 * @param written where each key stands that was given a value
 * @param declared the keys that may be asked for; empty for any
 */
record Section(
    Place place, Map<String, Checked> values, Map<String, Place> written, Set<String> declared) {

  /** A valid value: String, Long, Double, Boolean, Duration, Section or {@code List<Checked>}. */
  record Checked(Place place, Object value) {}

  static Section empty(Place place) {
    return new Section(place, Map.of(), Map.of(), Set.of());
  }

  /** The same, of which other keys may be asked for as well. */
  Section knowing(Set<String> names) {
    return new Section(place, values, written, names);
  }

  private String known(String key) {
    if (!declared.isEmpty() && !declared.contains(key)) {
      throw new IllegalStateException("no such key is declared: " + place.key(key, 0).path());
    }
    return key;
  }

  boolean isWritten(String key) {
    return written.containsKey(known(key));
  }

  /** Where the value stands, or would. */
  Place at(String key) {
    return written.getOrDefault(known(key), place.key(key, 0));
  }

  boolean isWritten(Key<?> key) {
    return isWritten(key.name());
  }

  Place at(Key<?> key) {
    return at(key.name());
  }

  /** What the shape makes of the key's value, if there is a valid one. */
  <T> Optional<T> find(String key, Shape<T> shape) {
    return Optional.ofNullable(values.get(known(key))).map(Checked::value).flatMap(shape::made);
  }

  <T> Optional<T> find(String key, Class<T> type) {
    return Optional.ofNullable(values.get(known(key)))
        .map(Checked::value)
        .filter(type::isInstance)
        .map(type::cast);
  }

  Optional<String> text(String key) {
    return find(key, String.class);
  }

  /** A value that is there once the spec is valid. */
  <T> T get(String key, Class<T> type) {
    return find(key, type).orElseThrow(() -> new IllegalStateException("no " + at(key)));
  }

  int whole(String key) {
    return Math.toIntExact(get(key, Long.class));
  }

  /** An object within this one, empty when it broke a rule. */
  Section section(String key) {
    return find(key, Section.class).orElseGet(() -> empty(at(key)));
  }

  Section section(Key<?> key) {
    return section(key.name());
  }

  /** Whether an object is given where there may be none, or another value. */
  boolean isObject(Key<?> key) {
    return find(key.name(), Section.class).isPresent();
  }

  /** The value, written or default; empty where what is written broke its rule. */
  <T> Optional<T> valid(Key<T> key) {
    return values.containsKey(known(key.name())) ? key.find(this) : Optional.empty();
  }

  List<Checked> items(Key<?> key) {
    return items(key.name());
  }

  /** The valid items of a list. */
  List<Checked> items(String key) {
    return find(key, List.class).map(Section::checked).orElse(List.of());
  }

  @SuppressWarnings("unchecked") // a list shape checks to nothing else
  private static List<Checked> checked(List<?> items) {
    return (List<Checked>) items;
  }
}
