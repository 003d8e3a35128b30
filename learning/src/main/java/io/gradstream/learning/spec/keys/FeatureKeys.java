package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.keys.TopicKeys.FIELD;
import static io.gradstream.learning.spec.yaml.Key.optional;
import static io.gradstream.learning.spec.yaml.Key.required;

import io.gradstream.features.event.EventField;
import io.gradstream.learning.spec.yaml.EitherShape;
import io.gradstream.learning.spec.yaml.ListShape;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.NumberShape;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.OneOrListShape;
import io.gradstream.learning.spec.yaml.TextShape;
import io.gradstream.learning.spec.yaml.VariantShape;
import io.gradstream.learning.spec.yaml.WholeShape;

/** Keys of what the network sees. Which belong to which kind, the reader of features says. */
final class FeatureKeys {

  private static final NameShape TIME_PARTS =
      new NameShape("timeOfDay", "dayOfWeek", "dayOfYear", "month");

  static final ObjectShape FEATURE =
      new ObjectShape(
          required("field", FIELD, "The event's field."),
          required(
              "as",
              new OneOrListShape(
                  new NameShape(
                      "numeric",
                      "boolean",
                      "category",
                      "numbers",
                      "tokens",
                      "timeOfDay",
                      "dayOfWeek",
                      "dayOfYear",
                      "month"),
                  new ListShape(TIME_PARTS, 1, 4)),
              "What it becomes: `numeric`, a number scaled online; `boolean`; `category`, a row of"
                  + " an embedding table, learned; `numbers`, an array of numbers: a vector, a"
                  + " sequence or an image; `tokens`, the tokens of a text; or parts of a time,"
                  + " one or a list of `timeOfDay`, `dayOfWeek`, `dayOfYear`, `month`."),
          optional(
              "embed", new WholeShape(1, 256), "16, for a category", "Width of a category's row."),
          optional(
              "capacity",
              new WholeShape(1, 1_000_000),
              "as `limits.categories`, for a category",
              "Values of a category held at once; a new one takes the row of the one not seen for"
                  + " longest."),
          optional(
              "shape",
              new ListShape(new WholeShape(1, EventField.MOST_NUMBERS), 1, 3),
              "an error, for numbers",
              "Of an array of numbers: `[width]`, `[steps, width]` or `[height, width,"
                  + " channels]`."),
          optional(
              "scale",
              EitherShape.scalarOr(
                  new NameShape("none", "online"),
                  new VariantShape(
                      new ObjectShape(
                          required(
                              "divide",
                              new NumberShape(1e-30, 1e30),
                              "What every number is divided by.")))),
              "none, for numbers",
              "What is done to an array of numbers: `none`; `online`, each place of the last"
                  + " dimension scaled to zero mean and unit variance; or {divide: D}, for"
                  + " instance by 255 for pixels."),
          optional(
              "unit",
              new NameShape("bytes", "characters", "words"),
              "bytes, for tokens",
              "What a token is: `bytes`, a byte of the text in UTF-8; `characters`, one of"
                  + " `alphabet`; `words`, a word, a number or a sign, by its hash."),
          optional(
              "length",
              new WholeShape(1, 100_000),
              "64, for tokens",
              "How many tokens of a text are read; shorter ones are padded."),
          optional(
              "vocabulary",
              new WholeShape(2, 1 << 20),
              "10000, for words",
              "How many tokens `words` may be, one for padding included."),
          optional(
              "alphabet",
              new TextShape(
                  "text of 1..10000 characters", "[\\s\\S]{1,10000}", "Write each character once."),
              "the printable ones of ASCII and the new line, for characters",
              "The characters that are told apart; one token stands for all others."));

  private FeatureKeys() {}
}
