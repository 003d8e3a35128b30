package io.gradstream.model.made;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.model.targets.TokenText;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tokens become the text that they stand for, however they come. */
class TokenWriterTest {

  private static final FeatureSpec.Tokens BYTES = FeatureSpec.Tokens.bytes("text", 8);
  private static final FeatureSpec.Tokens LETTERS =
      FeatureSpec.Tokens.characters("text", 8, "ab\n\ud83d\ude00");

  @Test
  void usageExample() {
    TokenWriter writer = TokenWriter.of(LETTERS);
    for (int token : new int[] {1, 4, 3, 5}) {
      writer.add(token);
    }

    assertThat(writer.take()).isEqualTo("a\ud83d\ude00\n\ufffd");
    assertThat(writer.end()).isEmpty();
  }

  @Test
  void aCharacterIsThereWithItsLastByte() {
    TokenWriter writer = TokenWriter.of(BYTES);
    int[] euro = {1 + 0xe2, 1 + 0x82, 1 + 0xac};

    writer.add(euro[0]);
    writer.add(euro[1]);
    assertThat(writer.take()).isEmpty();
    writer.add(euro[2]);
    assertThat(writer.take()).isEqualTo("\u20ac");
    writer.add(euro[0]);
    assertThat(writer.end()).isEqualTo("\ufffd");
    assertThat(writer.end()).isEmpty();
  }

  /** The JDK's reading of all bytes at once is the reference. */
  @Test
  void anyBytesAreTheTextThatTheyAreAsAWhole() {
    Random random = new Random(5);
    byte[] likely = {'a', -30, -126, -84, -16, -97, -104, -128, -64, -1, -19, -96};
    for (int text = 0; text < 2000; text++) {
      byte[] bytes = new byte[random.nextInt(12)];
      TokenWriter writer = TokenWriter.of(BYTES);
      StringBuilder told = new StringBuilder();
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = likely[random.nextInt(likely.length)];
        writer.add(1 + (bytes[i] & 0xff));
        told.append(writer.take());
      }
      told.append(writer.end());

      assertThat(told.toString()).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @Test
  void wordsCannotBeWritten() {
    assertThatThrownBy(() -> TokenWriter.of(FeatureSpec.Tokens.words("text", 8, 20)))
        .hasMessageContaining("tokens must be bytes or characters to be written");
  }

  @Test
  void aPromptIsOfWhatTheModelKnows() {
    TokenText letters = new TokenText(LETTERS);

    assertThat(letters.prompt("ab\ufffd")).containsExactly(1, 2, 5);
    assertThat(new TokenText(BYTES).prompt("\u20ac")).containsExactly(227, 131, 173);
    assertThatThrownBy(() -> letters.prompt("abc"))
        .hasMessage(
            "the prompt must be of the 4 characters of the learner's alphabet, and U+FFFD for any"
                + " other: character 3 is U+0063 'c'");
    assertThatThrownBy(() -> letters.prompt("a\ud83d"))
        .hasMessage("the prompt must be Unicode: character 2 is half a surrogate pair");
    assertThatThrownBy(() -> new TokenText(BYTES).prompt("a".repeat(1_000_001)))
        .hasMessage("the prompt must have at most 1000000 bytes");
  }
}
