package io.gradstream.features.encode;

import io.gradstream.features.event.Utf8;

/**
 * Words, numbers and punctuation by their hash: FNV-1a of 64 bits (G. Fowler, L. C. Noll, K.-P. Vo)
 * over their UTF-8, words in lower case. A mark that follows a letter is part of its word.
 */
final class WordTokens implements Tokenizer {

  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private final int vocabulary;
  private final byte[] encoded = new byte[Utf8.LONGEST];

  WordTokens(int vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** What a run consists of. */
  private enum Kind {
    SPACE,
    LETTERS,
    DIGITS,
    OTHERS
  }

  @Override
  public int write(String text, float[] tokens, int start, int end) {
    int next = start;
    long hash = BASIS;
    Kind run = Kind.SPACE;
    for (int i = 0; i < text.length() && next < end; ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      Kind kind = kind(character);
      if (kind != run) {
        if (run != Kind.SPACE) {
          tokens[next++] = token(hash);
        }
        hash = BASIS;
        run = kind;
      }
      hash = add(character, hash);
    }
    if (run != Kind.SPACE && next < end) {
      tokens[next++] = token(hash);
    }
    return next;
  }

  private static Kind kind(int character) {
    return switch (Character.getType(character)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK ->
          Kind.LETTERS;
      case Character.DECIMAL_DIGIT_NUMBER -> Kind.DIGITS;
      default -> isSpace(character) ? Kind.SPACE : Kind.OTHERS;
    };
  }

  private static boolean isSpace(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  private long add(int character, long hash) {
    long added = hash;
    int bytes = Utf8.encode(Character.toLowerCase(character), encoded);
    for (int k = 0; k < bytes; k++) {
      added = (added ^ encoded[k] & 0xff) * PRIME;
    }
    return added;
  }

  private int token(long hash) {
    return 1 + (int) Long.remainderUnsigned(hash, vocabulary - 1);
  }
}
