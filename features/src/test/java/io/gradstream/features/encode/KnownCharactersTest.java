package io.gradstream.features.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.Fnv64;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Characters are what they are on JDK 17, whichever JDK this is. */
final class KnownCharactersTest {

  /** Of every code point's kind and lower case, on JDK 17. */
  private static final long OF_UNICODE_13 = 7227778131747737245L;

  @Test
  void everyCharacterIsWhatItIsOnJdk17() {
    ByteBuffer all = ByteBuffer.allocate(5 * (Character.MAX_CODE_POINT + 1));
    for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
      int kind = KnownCharacters.isLetterOrMark(character) ? 1 : 0;
      kind += KnownCharacters.isDigit(character) ? 2 : 0;
      kind += KnownCharacters.isSpace(character) ? 4 : 0;
      all.put((byte) kind).putInt(KnownCharacters.lowerCase(character));
    }
    assertThat(Fnv64.add(all.array(), all.position(), Fnv64.EMPTY)).isEqualTo(OF_UNICODE_13);
  }

  @Test
  void aCharacterOfALaterUnicodeIsNoLetter() {
    assertThat(KnownCharacters.isLetterOrMark(0xA7C0)).isFalse(); // of Unicode 14
    assertThat(KnownCharacters.lowerCase(0xA7C0)).isEqualTo(0xA7C0);
    assertThat(KnownCharacters.isLetterOrMark('\u00c4')).isTrue();
    assertThat(KnownCharacters.lowerCase('\u00c4')).isEqualTo('\u00e4');
  }
}
