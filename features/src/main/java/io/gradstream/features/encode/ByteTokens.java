package io.gradstream.features.encode;

import io.gradstream.features.event.Utf8;

/** The bytes of a text in UTF-8, each 1 more than it is. */
final class ByteTokens implements Tokenizer {

  private final byte[] encoded = new byte[Utf8.LONGEST];

  @Override
  public int write(String text, float[] tokens, int start, int end) {
    int next = start;
    for (int i = 0; i < text.length() && next < end; ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      int bytes = Utf8.encode(character, encoded);
      for (int k = 0; k < bytes && next < end; k++) {
        tokens[next++] = 1 + (encoded[k] & 0xff);
      }
    }
    return next;
  }
}
