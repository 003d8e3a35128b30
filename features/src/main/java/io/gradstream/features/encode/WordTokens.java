package io.gradstream.features.encode;

import io.gradstream.features.event.Utf8;
import io.gradstream.schemas.Fnv64;

/**
 * Words, numbers and punctuation by their hash: FNV-1a of 64 bits over their UTF-8, words in lower
 * case. A mark that follows a letter is part of its word.
 */
final class WordTokens implements Tokenizer {

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
    long hash = Fnv64.EMPTY;
    Kind run = Kind.SPACE;
    for (int i = 0; i < text.length() && next < end; ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      Kind kind = kind(character);
      if (kind != run) {
        if (run != Kind.SPACE) {
          tokens[next++] = token(hash);
        }
        hash = Fnv64.EMPTY;
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
    if (KnownCharacters.isLetterOrMark(character)) {
      return Kind.LETTERS;
    } else if (KnownCharacters.isDigit(character)) {
      return Kind.DIGITS;
    }
    return KnownCharacters.isSpace(character) ? Kind.SPACE : Kind.OTHERS;
  }

  private long add(int character, long hash) {
    int bytes = Utf8.encode(KnownCharacters.lowerCase(character), encoded);
    return Fnv64.add(encoded, bytes, hash);
  }

  private int token(long hash) {
    return 1 + (int) Long.remainderUnsigned(hash, vocabulary - 1);
  }
}
