package io.gradstream.features.decode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The texts of schemas that one registry has told, by id, so that it need not be asked again while
 * it is away. The oldest are forgotten when they are too many or too long together: they can be
 * asked for again. State of one owner; not thread safe.
 */
public final class KnownSchemas {

  /** Schemas that are kept at most. */
  public static final int MOST = 1_000;

  /** Characters of all texts that are kept at most, as long as it is more than one schema. */
  public static final int MOST_CHARACTERS = 16 << 20;

  private final Map<Integer, String> texts = new LinkedHashMap<>(); // the oldest first
  private long characters;

  public Optional<String> text(int id) {
    return Optional.ofNullable(texts.get(id));
  }

  /** Keeps a text; the first one of an id stays. */
  public void add(int id, String text) {
    if (texts.putIfAbsent(id, text) != null) {
      return;
    }
    characters += text.length();
    while (texts.size() > MOST || characters > MOST_CHARACTERS && texts.size() > 1) {
      int oldest = texts.keySet().iterator().next();
      characters -= texts.remove(oldest).length();
    }
  }

  /** All that is kept, the oldest first. */
  public Map<Integer, String> texts() {
    return new LinkedHashMap<>(texts);
  }
}
