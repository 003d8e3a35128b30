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
public record Section(
    Place place, Map<String, Checked> values, Map<String, Place> written, Set<String> declared) {

  /** A valid value: String, Long, Double, Boolean, Duration, Section or {@code List<Checked>}. */
  public record Checked(Place place, Object value) {}

  public static Section empty(Place place) {
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

  public boolean isWritten(String key) {
    return written.containsKey(known(key));
  }

  /** Where the value stands, or would. */
  public Place at(String key) {
    return written.getOrDefault(known(key), place.key(key, 0));
  }

  public boolean isWritten(Key<?> key) {
    return isWritten(key.name());
  }

  public Place at(Key<?> key) {
    return at(key.name());
  }

  /** What the shape makes of the key's value, if there is a valid one. */
  public <T> Optional<T> find(String key, Shape<T> shape) {
    return Optional.ofNullable(values.get(known(key))).map(Checked::value).flatMap(shape::made);
  }

  public <T> Optional<T> find(String key, Class<T> type) {
    return Optional.ofNullable(values.get(known(key)))
        .map(Checked::value)
        .filter(type::isInstance)
        .map(type::cast);
  }

  public Optional<String> text(String key) {
    return find(key, String.class);
  }

  /** A value that is there once the spec is valid. */
  public <T> T get(String key, Class<T> type) {
    return find(key, type).orElseThrow(() -> new IllegalStateException("no " + at(key)));
  }

  int whole(String key) {
    return Math.toIntExact(get(key, Long.class));
  }

  /** An object within this one, empty when it broke a rule. */
  public Section section(String key) {
    return find(key, Section.class).orElseGet(() -> empty(at(key)));
  }

  public Section section(Key<?> key) {
    return section(key.name());
  }

  /** Whether an object is given where there may be none, or another value. */
  public boolean isObject(Key<?> key) {
    return find(key.name(), Section.class).isPresent();
  }

  /** The value, written or default; empty where what is written broke its rule. */
  public <T> Optional<T> valid(Key<T> key) {
    return values.containsKey(known(key.name())) ? key.find(this) : Optional.empty();
  }

  public List<Checked> items(Key<?> key) {
    return items(key.name());
  }

  /** The valid items of a list. */
  public List<Checked> items(String key) {
    return find(key, List.class).map(Section::checked).orElse(List.of());
  }

  @SuppressWarnings("unchecked") // a list shape checks to nothing else
  private static List<Checked> checked(List<?> items) {
    return (List<Checked>) items;
  }
}
