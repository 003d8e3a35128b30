package io.gradstream.model.targets;

import io.gradstream.features.encode.Encoder;
import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.FeatureSpec.Unit;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;

/** Texts as the tokens of a feature, however many, and back. */
public final class TokenText {

  private static final int OTHER = 0xFFFD; // Unicode's replacement character

  private final FeatureSpec.Tokens feature;

  public TokenText(FeatureSpec.Tokens feature) {
    this.feature = feature;
  }

  /** All tokens of a text, as the encoder has them; of the longest texts only the first. */
  public int[] tokens(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    int most = Math.min(Math.max(1, bytes), EventField.MOST_NUMBERS);
    String field = feature.field();
    Encoder encoder =
        new Encoder(
            new EventSchema(List.of(new EventField(field, FieldType.TEXT, false)), ZoneOffset.UTC),
            List.of(
                new FeatureSpec.Tokens(
                    field, feature.unit(), most, feature.vocabulary(), feature.alphabet())));
    float[] row = new float[most];
    encoder.encode(Event.of(text), row, 0, new int[0], 0);
    int count = 0;
    while (count < most && row[count] != 0) {
      count++;
    }
    int[] tokens = new int[count];
    for (int i = 0; i < count; i++) {
      tokens[i] = (int) row[i];
    }
    return tokens;
  }

  /**
   * The text that tokens stand for, without padding.
   *
   * @throws IllegalArgumentException for words, which are known by their hash alone
   */
  public String text(int... tokens) {
    return switch (feature.unit()) {
      case BYTES -> bytes(tokens);
      case CHARACTERS -> characters(tokens);
      case WORDS ->
          throw new IllegalArgumentException(
              "text must be of bytes or characters to be written: " + Unit.WORDS);
    };
  }

  private static String bytes(int[] tokens) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(tokens.length);
    for (int token : tokens) {
      if (token != 0) {
        bytes.write(token - 1);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private String characters(int[] tokens) {
    int[] alphabet = feature.alphabet().codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int token : tokens) {
      if (token != 0) {
        text.appendCodePoint(token <= alphabet.length ? alphabet[token - 1] : OTHER);
      }
    }
    return text.toString();
  }
}
