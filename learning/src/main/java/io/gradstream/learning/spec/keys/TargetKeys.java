package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.keys.TopicKeys.FIELD;
import static io.gradstream.learning.spec.yaml.Key.optional;
import static io.gradstream.learning.spec.yaml.Key.required;
import static io.gradstream.learning.spec.yaml.Key.withDefault;

import io.gradstream.learning.spec.yaml.EitherShape;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.ListShape;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.NumberShape;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.ReferenceShape;
import io.gradstream.learning.spec.yaml.Shape;
import io.gradstream.learning.spec.yaml.TextShape;
import io.gradstream.learning.spec.yaml.TruthShape;
import io.gradstream.learning.spec.yaml.VariantShape;
import io.gradstream.learning.spec.yaml.WholeShape;
import java.util.regex.Pattern;

/** Keys of what is predicted. */
final class TargetKeys {

  private static final NumberShape WEIGHT = new NumberShape(1e-6, 1e6);

  private static final ObjectShape HUBER =
      new ObjectShape(
          required(
              "huber",
              new NumberShape(1e-6, 1e6),
              "Squared up to this error, linear beyond; in standard deviations."));

  private static final ObjectShape QUANTILE =
      new ObjectShape(
          required("quantile", new NumberShape(0.0001, 0.9999), "The quantile that is predicted."));

  private static final Shape VALUE_LOSS =
      EitherShape.scalarOr(new NameShape("squared", "absolute"), new VariantShape(HUBER, QUANTILE));

  private static final Shape RECONSTRUCTION_LOSS =
      EitherShape.scalarOr(
          new NameShape("squared", "absolute", "crossEntropy"), new VariantShape(HUBER, QUANTILE));

  static final ObjectShape RECONSTRUCT =
      new ObjectShape(
          withDefault(
              "loss",
              RECONSTRUCTION_LOSS,
              "squared",
              "Of each value: `squared`, `absolute`, `crossEntropy` of values in [0, 1], {huber:"
                  + " D} or {quantile: Q}."));

  static final ObjectShape NEXT_TOKEN = new ObjectShape(smoothing());

  static final ObjectShape GENERATE =
      new ObjectShape(
          withDefault(
              "noise",
              new WholeShape(1, 65_536),
              "64",
              "How many random numbers an event is generated from: what the network reads."),
          required(
              "discriminator",
              new ListShape(
                  new ReferenceShape("layer", () -> LayerKeys.LAYER), 0, LayerKeys.MOST_LAYERS),
              "The hidden layers of the network that tells real events from generated ones."),
          withDefault(
              "loss",
              new NameShape("nonSaturating", "hinge"),
              "nonSaturating",
              "`nonSaturating` (Goodfellow et al. 2014) or `hinge` (Lim and Ye 2017)."));

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
                      + " `==` or `!=` with a number, a quoted text, `true` or `false`."),
              smoothing(),
              withDefault(
                  "positiveWeight", WEIGHT, "1", "Weight of the positive class in the loss.")),
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
              required("field", FIELD, "The field that holds the class's name."),
              smoothing(),
              optional(
                  "classWeights",
                  new ListShape(WEIGHT, 2, 1000),
                  "1 for each class",
                  "Weight of each class in the loss, in the order of the classes.")),
          new ObjectShape(
              required("regression", FIELD, "The field that holds the number."),
              optional(
                  "from",
                  FIELD,
                  "the number itself is learned",
                  "A number of the event: the network learns the change from it to the label, which"
                      + " a stream whose level wanders needs. Every event must have it."),
              withDefault(
                  "loss",
                  VALUE_LOSS,
                  "squared",
                  "`squared`, `absolute`, {huber: D} or {quantile: Q}.")),
          new ObjectShape(
              required(
                  "reconstruct",
                  EitherShape.scalarOr(new TruthShape(), RECONSTRUCT),
                  "The event itself, without a label: how far the network's reconstruction is from"
                      + " it. `true`, or an object.")),
          new ObjectShape(
              required(
                  "nextToken",
                  NEXT_TOKEN,
                  "The next token of a text, without a label; `tokens` is the only feature.")),
          new ObjectShape(
              required(
                  "generate",
                  GENERATE,
                  "Whether an event is real, without a label: `network` generates events, from"
                      + " noise, that are to pass for real ones.")));

  private TargetKeys() {}

  private static Key smoothing() {
    return withDefault(
        "labelSmoothing",
        new NumberShape(0, 0.99),
        "0",
        "Share of a target that is spread over all classes.");
  }
}
