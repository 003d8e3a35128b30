package io.gradstream.model.made;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.FeatureSpec.Unit;
import io.gradstream.model.targets.TokenText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The text that tokens stand for, as they come. Not thread safe. */
abstract sealed class TokenWriter {

  final StringBuilder text = new StringBuilder(); // that was not taken yet

  /**
   * @throws IllegalArgumentException for words, which are known by their hash alone
   */
  static TokenWriter of(FeatureSpec.Tokens feature) {
    return switch (feature.unit()) {
      case BYTES -> new OfBytes();
      case CHARACTERS -> new OfCharacters(feature.alphabet());
      case WORDS ->
          throw new IllegalArgumentException(
              "tokens must be bytes or characters to be written: those of %s are %s, known by their hash alone"
                  .formatted(feature.field(), Unit.WORDS));
    };
  }

  abstract void add(int token);

  /** Whole characters since the last time. */
  final String take() {
    String taken = text.toString();
    text.setLength(0);
    return taken;
  }

  /** The rest; no token follows. */
  String end() {
    return take();
  }

  private static final class OfCharacters extends TokenWriter {

    private final int[] alphabet;

    OfCharacters(String alphabet) {
      this.alphabet = alphabet.codePoints().toArray();
    }

    @Override
    void add(int token) {
      text.appendCodePoint(token <= alphabet.length ? alphabet[token - 1] : TokenText.OTHER);
    }
  }

  /** UTF-8, or whatever a model takes for it: what is none becomes a replacement character. */
  private static final class OfBytes extends TokenWriter {

    private static final int LONGEST = 4; // bytes of a character

    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer bytes = ByteBuffer.allocate(LONGEST); // of a character, not all there
    private final CharBuffer characters = CharBuffer.allocate(2 * LONGEST);

    @Override
    void add(int token) {
      bytes.put((byte) (token - 1));
      decode(false);
    }

    @Override
    String end() {
      decode(true);
      decoder.flush(characters);
      decoder.reset();
      move();
      return take();
    }

    private void decode(boolean isLast) {
      bytes.flip();
      decoder.decode(bytes, characters, isLast);
      bytes.compact();
      move();
    }

    private void move() {
      text.append(characters.flip());
      characters.clear();
    }
  }
}
