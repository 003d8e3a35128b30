package io.gradstream.learning.spec;

import static io.gradstream.learning.spec.Key.optional;
import static io.gradstream.learning.spec.Key.required;
import static io.gradstream.learning.spec.Key.withDefault;
import static io.gradstream.learning.spec.TopicKeys.FIELD;

import java.util.regex.Pattern;

/** Keys of what the network sees, predicts and consists of, and of how it learns. */
final class ModelKeys {

  private static final NumberShape LEARNING_RATE = new NumberShape(1e-9, 1);

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
                      "timeOfDay",
                      "dayOfWeek",
                      "dayOfYear",
                      "month"),
                  new ListShape(TIME_PARTS, 1, 4)),
              "What it becomes: `numeric`, a number scaled online; `boolean`; `category`, a row of"
                  + " an embedding table, learned; or parts of a time, one or a list of"
                  + " `timeOfDay`, `dayOfWeek`, `dayOfYear`, `month`."),
          optional(
              "embed", new WholeShape(1, 256), "8, for a category", "Width of a category's row."),
          optional(
              "capacity",
              new WholeShape(1, 1_000_000),
              "as `limits.categories`, for a category",
              "Values of a category held at once; a new one takes the row of the one not seen for"
                  + " longest."));

  static final VariantShape TARGET =
      new VariantShape(
          new ObjectShape(
              required(
                  "binary",
                  new TextShape(
                      "a boolean field, or FIELD OPERATOR CONSTANT",
                      "[^\\u0000-\\u001F]{1,500}",
                      "Write for instance \"delayMinutes > 15\"."),
                  "Two outcomes: a boolean field, or a field compared by `>`, `>=`, `<`, `<=`,"
                      + " `==` or `!=` with a number, a quoted text, `true` or `false`.")),
          new ObjectShape(
              required(
                  "classes",
                  new ListShape(
                      new TextShape(
                          "a class's name",
                          Pattern.compile("[^\\u0000-\\u001F]{1,200}"),
                          true,
                          "Write it as text."),
                      2,
                      1000),
                  "The classes by name, in the order of the predictions."),
              required("field", FIELD, "The field that holds the class's name.")),
          new ObjectShape(required("regression", FIELD, "The field that holds the number.")));

  static final VariantShape LAYER =
      new VariantShape(
          new ObjectShape(
              required("dense", new WholeShape(1, 8192), "Width of a fully connected layer."),
              withDefault(
                  "activation",
                  new NameShape("relu", "tanh", "sigmoid", "linear"),
                  "relu",
                  "What follows it.")));

  static final VariantShape OPTIMIZER =
      new VariantShape(
          new ObjectShape(
              required(
                  "adam",
                  new ObjectShape(
                      withDefault("learningRate", LEARNING_RATE, "0.001", "Size of a step."),
                      withDefault(
                          "beta1",
                          new NumberShape(0, 0.99999),
                          "0.9",
                          "Decay of the first moment."),
                      withDefault(
                          "beta2",
                          new NumberShape(0, 0.99999),
                          "0.999",
                          "Decay of the second moment."),
                      withDefault(
                          "epsilon",
                          new NumberShape(1e-10, 0.1),
                          "0.00000001",
                          "Keeps the division finite.")),
                  "Adam (Kingma and Ba 2015).")),
          new ObjectShape(
              required(
                  "sgd",
                  new ObjectShape(
                      withDefault("learningRate", LEARNING_RATE, "0.01", "Size of a step.")),
                  "Plain gradient descent.")),
          new ObjectShape(
              required(
                  "momentum",
                  new ObjectShape(
                      withDefault("learningRate", LEARNING_RATE, "0.01", "Size of a step."),
                      withDefault(
                          "momentum",
                          new NumberShape(0, 0.99999),
                          "0.9",
                          "How much of the last step goes on.")),
                  "Gradient descent with momentum.")));

  static final ObjectShape LEARN =
      new ObjectShape(
          withDefault("optimizer", OPTIMIZER, "{adam: {}}", "How gradients become steps."),
          withDefault("batch", new WholeShape(1, 65_536), "32", "Examples in a mini-batch."));

  private ModelKeys() {}
}
