package io.gradstream.features.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.encode.FeatureSpec.Tokens;
import io.gradstream.features.encode.FeatureSpec.Unit;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensFeatureTest {

  private static final int WORDS = 1 << 20;

  @Test
  void usageExample() {
    Encoder encoder = encoder(Tokens.bytes("text", 4));

    assertThat(encode(encoder, "ab")).containsExactly('a' + 1, 'b' + 1, 0, 0);
    assertThat(encoder.parts()).containsExactly(new Part("text", List.of(4), 0));
  }

  @Test
  void aLongTextKeepsItsStart() {
    assertThat(encode(Tokens.bytes("text", 2), "abc")).containsExactly('a' + 1, 'b' + 1);
    assertThat(encode(Tokens.characters("text", 2, "abc"), "abc")).containsExactly(1, 2);
    assertThat(encode(Tokens.words("text", 2, WORDS), "a b c"))
        .isEqualTo(encode(Tokens.words("text", 2, WORDS), "a b"));
  }

  @Test
  void aMissingOrEmptyTextIsAllPadding() {
    for (Tokens tokens :
        List.of(
            Tokens.bytes("text", 3),
            Tokens.characters("text", 3, "abc"),
            Tokens.words("text", 3, 9))) {
      assertThat(encode(tokens, null)).containsExactly(0, 0, 0);
      assertThat(encode(tokens, "")).containsExactly(0, 0, 0);
    }
  }

  @Test
  void bytesAreThoseOfUtf8() {
    String text = "aé\u07ff\u0800€\uffff\uD83D\uDE00\uDBFF\uDFFFz\u0000";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int length = 1; length <= bytes.length; length++) {
      float[] tokens = encode(Tokens.bytes("text", length), text);
      for (int i = 0; i < length; i++) {
        assertThat(tokens[i]).isEqualTo(1 + (bytes[i] & 0xff));
      }
    }
  }

  @Test
  void charactersAreThoseOfTheAlphabetAndOneForAllOthers() {
    Tokens tokens = Tokens.characters("text", 6, "ba\uD83D\uDE00");
    assertThat(tokens.vocabulary()).isEqualTo(5);
    assertThat(encode(tokens, "ab\uD83D\uDE00A\uD83D\uDE01")).containsExactly(2, 1, 3, 4, 4, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Win £1000 now!!!|win|£|1000|now|!!!",
        " don't  stop \t.|don|'|t|stop|.",
        "Ab12cd|ab|12|cd",
        "ÄÖü 日本|äöü|日本",
        "e\u0301a|e\u0301a",
        "\u00a0x\u2003y\u00a0|x|y",
        "١٢3|١٢3",
        "(:-)|(:-)",
        "\uD83D\uDE00!|\uD83D\uDE00!",
      })
  void wordsNumbersAndMarksAreTokens(String line) {
    String[] parts = line.split("\\|");
    float[] tokens = encode(Tokens.words("text", 8, WORDS), parts[0]);
    for (int i = 0; i < 8; i++) {
      float expected = i + 1 < parts.length ? hashed(parts[i + 1]) : 0;
      assertThat(tokens[i]).as(parts[0] + " " + i).isEqualTo(expected);
    }
  }

  /** Slow and obvious: FNV-1a of 64 bits. */
  private static float hashed(String word) {
    long hash = 0xcbf29ce484222325L;
    for (byte next : word.getBytes(StandardCharsets.UTF_8)) {
      hash ^= next & 0xff;
      hash *= 0x100000001b3L;
    }
    return 1 + Long.remainderUnsigned(hash, WORDS - 1);
  }

  @Test
  void theHashOfAWordIsThePublishedOne() {
    // FNV-1a of "a" is af63dc4c8601ec8c, of "foobar" 85944171f73967e8.
    assertThat(encode(Tokens.words("text", 2, WORDS), "foobar A"))
        .containsExactly(
            1 + Long.remainderUnsigned(0x85944171f73967e8L, WORDS - 1),
            1 + Long.remainderUnsigned(0xaf63dc4c8601ec8cL, WORDS - 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 1 << 24})
  void wordsAreWithinTheVocabularyAndAboveThePadding(int vocabulary) {
    Random random = new Random(1);
    Encoder encoder = encoder(Tokens.words("text", 1, vocabulary));
    for (int i = 0; i < 1000; i++) {
      float token = encode(encoder, "w" + Integer.toString(random.nextInt(), 36))[0];
      assertThat(token).isBetween(1f, (float) (vocabulary - 1));
      assertThat(token).isEqualTo((int) token);
    }
  }

  @Test
  void everyTextFitsWhateverItHolds() {
    Random random = new Random(2);
    List<Encoder> encoders =
        List.of(
            encoder(Tokens.bytes("text", 7)),
            encoder(Tokens.characters("text", 7, "abcdef")),
            encoder(Tokens.words("text", 7, 100)));
    for (int round = 0; round < 2000; round++) {
      String text =
          random
              .ints(random.nextInt(20), 0, Character.MAX_CODE_POINT + 1)
              .map(character -> random.nextBoolean() ? character : character & 0x7f)
              .filter(character -> character < 0xd800 || character > 0xdfff)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      for (Encoder encoder : encoders) {
        float[] dense = new float[9];
        Arrays.fill(dense, -1);
        encoder.encode(Event.of(text), dense, 1, new int[0], 0);
        assertThat(dense[0]).isEqualTo(-1);
        assertThat(dense[8]).isEqualTo(-1);
        assertThat(Arrays.copyOfRange(dense, 1, 8)).doesNotContain(-1);
      }
    }
  }

  @Test
  void nothingIsLearned() {
    Encoder encoder = encoder(Tokens.words("text", 3, 100));
    byte[] before = encoder.statistics();
    float[] dense = new float[3];
    encoder.learn(Event.of("a b"), dense, 0, new int[0], 0, (table, row) -> {});
    assertThat(dense).isEqualTo(encode(encoder, "a b"));
    assertThat(encoder.statistics()).isEqualTo(before);
  }

  @Test
  void whatCannotBeTokensIsRefused() {
    assertRefused(Unit.BYTES, 0, 257, "", "length must be in 1..1000000: 0");
    assertRefused(Unit.BYTES, 1, 256, "", "vocabulary of BYTES must be 257: 256");
    assertRefused(Unit.BYTES, 1, 257, "a", "alphabet is for CHARACTERS only: a");
    assertRefused(Unit.WORDS, 1, 1, "", "vocabulary of WORDS must be in 2..16777216: 1");
    assertRefused(Unit.WORDS, 1, (1 << 24) + 1, "", "vocabulary of WORDS must be");
    assertRefused(Unit.WORDS, 1, 9, "a", "alphabet is for CHARACTERS only: a");
    assertRefused(Unit.CHARACTERS, 1, 2, "", "alphabet must have at least one character");
    assertRefused(Unit.CHARACTERS, 1, 4, "aa", "and each once: aa");
    assertRefused(Unit.CHARACTERS, 1, 4, "a\ud800", "no half of a surrogate pair: U+D800");
    assertRefused(Unit.CHARACTERS, 1, 3, "ab", "vocabulary of CHARACTERS must be 4: 3");
  }

  private static void assertRefused(
      Unit unit, int length, int vocabulary, String alphabet, String message) {
    assertThatThrownBy(() -> new Tokens("text", unit, length, vocabulary, alphabet))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageEndingWith("(feature text)");
  }

  private static Encoder encoder(Tokens tokens) {
    return new Encoder(
        new EventSchema(List.of(new EventField("text", FieldType.TEXT, false)), ZoneOffset.UTC),
        List.of(tokens));
  }

  private static float[] encode(Tokens tokens, String text) {
    return encode(encoder(tokens), text);
  }

  private static float[] encode(Encoder encoder, String text) {
    float[] dense = new float[encoder.width()];
    Arrays.fill(dense, 9);
    encoder.encode(Event.of(text), dense, 0, new int[0], 0);
    return dense;
  }
}
