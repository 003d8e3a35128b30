package io.gradstream.features.encode;

import java.util.Arrays;

/** Code points by their place in an alphabet, from 1; one token for all that are not in it. */
final class CharacterTokens implements Tokenizer {

  private final int[] characters; // ascending
  private final int[] tokens; // [characters]
  private final int other;

  CharacterTokens(String alphabet) {
    int[] declared = alphabet.codePoints().toArray();
    characters = declared.clone();
    Arrays.sort(characters);
    tokens = new int[declared.length];
    for (int i = 0; i < declared.length; i++) {
      tokens[Arrays.binarySearch(characters, declared[i])] = 1 + i;
    }
    other = 1 + declared.length;
  }

  @Override
  public int write(String text, float[] tokens, int start, int end) {
    int next = start;
    for (int i = 0; i < text.length() && next < end; ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      tokens[next++] = token(character);
    }
    return next;
  }

  private int token(int character) {
    int place = Arrays.binarySearch(characters, character);
    return place < 0 ? other : tokens[place];
  }
}
