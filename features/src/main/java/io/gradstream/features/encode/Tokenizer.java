package io.gradstream.features.encode;

/** Reads a text as tokens. Stateless but for its buffers; not thread safe. */
sealed interface Tokenizer permits ByteTokens, CharacterTokens, WordTokens {

  /**
   * Writes the text's first tokens, as whole numbers above 0, from {@code start} on.
   *
   * @param end where there is no more room
   * @return behind the last token written
   */
  int write(String text, float[] tokens, int start, int end);

  static Tokenizer of(FeatureSpec.Tokens spec) {
    return switch (spec.unit()) {
      case BYTES -> new ByteTokens();
      case CHARACTERS -> new CharacterTokens(spec.alphabet());
      case WORDS -> new WordTokens(spec.vocabulary());
    };
  }
}
