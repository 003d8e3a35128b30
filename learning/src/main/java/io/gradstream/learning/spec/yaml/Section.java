package io.gradstream.learning.spec.yaml;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checked object of the spec: its valid values, written or default, by key. A written value that
 * broke its rule is absent (the error is already found), yet {@link #isWritten}.
 *
 * @param written where each key stands that was given a value
 */
public record Section(Place place, Map<String, Checked> values, Map<String, Place> written) {

  /** A valid value: String, Long, Double, Boolean, Duration, Section or {@code List<Checked>}. */
  public record Checked(Place place, Object value) {}

  static Section empty(Place place) {
    return new Section(place, Map.of(), Map.of());
  }

  public boolean isWritten(String key) {
    return written.containsKey(key);
  }

  /** Where the value stands, or would. */
  public Place at(String key) {
    return written.getOrDefault(key, place.key(key, 0));
  }

  public <T> Optional<T> find(String key, Class<T> type) {
    return Optional.ofNullable(values.get(key))
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

  public int whole(String key) {
    return Math.toIntExact(get(key, Long.class));
  }

  /** An object within this one, empty when it broke a rule. */
  public Section section(String key) {
    return find(key, Section.class).orElseGet(() -> empty(at(key)));
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
