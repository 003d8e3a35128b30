package io.gradstream.model.targets;

import io.gradstream.features.encode.Encoder;
import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.FeatureSpec.Unit;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Texts as the tokens of a feature, however many. */
public final class TokenText {

  /** What is written for a character that the alphabet does not have: Unicode's replacement. */
  public static final int OTHER = 0xFFFD;

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
   * The tokens of a text that a model is to go on with. A text of an event may hold anything; this
   * one is refused where the model would read something else than whoever wrote it.
   *
   * @throws IllegalArgumentException when it is too long, or has what the model does not know
   */
  public int[] prompt(String text) {
    int[] characters = text.codePoints().toArray();
    for (int i = 0; i < characters.length; i++) {
      if (Character.getType(characters[i]) == Character.SURROGATE) {
        throw new IllegalArgumentException(
            "the prompt must be Unicode: character %d is half a surrogate pair".formatted(i + 1));
      }
    }
    if (feature.unit() == Unit.CHARACTERS) {
      requireKnown(characters);
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > EventField.MOST_NUMBERS) {
      throw new IllegalArgumentException(
          "the prompt must have at most %d bytes".formatted(EventField.MOST_NUMBERS));
    }
    return tokens(text);
  }

  private void requireKnown(int[] characters) {
    Set<Integer> known = feature.alphabet().codePoints().boxed().collect(Collectors.toSet());
    known.add(OTHER);
    for (int i = 0; i < characters.length; i++) {
      if (!known.contains(characters[i])) {
        throw new IllegalArgumentException(
            "the prompt must be of the %d characters of the learner's alphabet, and U+FFFD for any other: character %d is U+%04X '%s'"
                .formatted(
                    known.size() - 1, i + 1, characters[i], Character.toString(characters[i])));
      }
    }
  }
}
