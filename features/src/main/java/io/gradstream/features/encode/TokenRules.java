package io.gradstream.features.encode;

import io.gradstream.features.encode.FeatureSpec.Tokens;
import io.gradstream.features.encode.FeatureSpec.Unit;
import io.gradstream.features.event.EventField;
import java.util.OptionalInt;

/** Which lengths, vocabularies and alphabets fit which unit of tokens. */
final class TokenRules {

  /** A larger token would not be a whole number as a float. */
  private static final int LARGEST_VOCABULARY = 1 << 24;

  private TokenRules() {}

  static void check(String field, Unit unit, int length, int vocabulary, String alphabet) {
    require(
        length >= 1 && length <= EventField.MOST_NUMBERS,
        "length must be in 1.." + EventField.MOST_NUMBERS,
        length,
        field);
    switch (unit) {
      case BYTES -> {
        requireNone(alphabet, field);
        requireVocabulary(Tokens.BYTE_VOCABULARY, unit, vocabulary, field);
      }
      case CHARACTERS -> {
        int characters = alphabet.codePointCount(0, alphabet.length());
        require(
            characters > 0 && characters == alphabet.codePoints().distinct().count(),
            "alphabet must have at least one character, and each once",
            alphabet,
            field);
        OptionalInt half = Tokens.half(alphabet);
        require(
            half.isEmpty(),
            "alphabet must have whole characters, no half of a surrogate pair",
            "U+%04X".formatted(half.orElse(0)),
            field);
        requireVocabulary(characters + 2, unit, vocabulary, field);
      }
      case WORDS -> {
        requireNone(alphabet, field);
        require(
            vocabulary >= 2 && vocabulary <= LARGEST_VOCABULARY,
            "vocabulary of WORDS must be in 2.." + LARGEST_VOCABULARY,
            vocabulary,
            field);
      }
    }
  }

  private static void requireNone(String alphabet, String field) {
    require(alphabet.isEmpty(), "alphabet is for CHARACTERS only", alphabet, field);
  }

  private static void requireVocabulary(int expected, Unit unit, int vocabulary, String field) {
    require(
        vocabulary == expected,
        "vocabulary of %s must be %d".formatted(unit, expected),
        vocabulary,
        field);
  }

  private static void require(boolean valid, String rule, Object value, String field) {
    if (!valid) {
      throw new IllegalArgumentException("%s: %s (feature %s)".formatted(rule, value, field));
    }
  }
}
