package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.keys.TopicKeys.FIELD;
import static io.gradstream.learning.spec.yaml.Key.optional;
import static io.gradstream.learning.spec.yaml.Key.required;
import static io.gradstream.learning.spec.yaml.Key.withDefault;

import io.gradstream.learning.spec.keys.TargetReader.DeclaredTarget;
import io.gradstream.learning.spec.yaml.EitherShape;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.Keys;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.NumberShape;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.Shape;
import io.gradstream.learning.spec.yaml.TextShape;
import io.gradstream.learning.spec.yaml.TruthShape;
import io.gradstream.learning.spec.yaml.Variant;
import io.gradstream.learning.spec.yaml.VariantShape;
import io.gradstream.learning.spec.yaml.WholeShape;
import io.gradstream.model.targets.GenerationTarget;
import io.gradstream.model.targets.NextTokenTarget;
import io.gradstream.model.targets.ReconstructionTarget;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.HeadSpec.AdversarialLoss;
import io.gradstream.network.spec.ValueLoss;
import java.util.List;
import java.util.Optional;

/** Keys of what is predicted, one row for each kind of target. */
public final class TargetKeys {

  /** A declared target, whose text is still to be read. */
  public interface Form {

    /** The target; empty where it cannot be made, which is found then. */
    Optional<DeclaredTarget> read(TargetReader reader);
  }

  private static final double LEAST_RATE = 1e-6;
  private static final double MOST_RATE = 0.1;

  private static final Shape<Float> WEIGHT = new NumberShape(1e-6, 1e6).asFloat();

  private static final VariantShape<ValueLoss> LOSS_WITH_NUMBER =
      VariantShape.of(
          new Variant<>(
              required(
                      "huber",
                      new NumberShape(1e-6, 1e6).asFloat(),
                      "Squared up to this error, linear beyond; in standard deviations.")
                  .as(ValueLoss.Huber::new)),
          new Variant<>(
              required(
                      "quantile",
                      new NumberShape(0.0001, 0.9999).asFloat(),
                      "The quantile that is predicted.")
                  .as(ValueLoss.Quantile::new)));

  private static final NameShape<ValueLoss> NAMED_LOSS =
      NameShape.<ValueLoss>meaning("squared", new ValueLoss.Squared())
          .or("absolute", new ValueLoss.Absolute());

  private static final Shape<ValueLoss> VALUE_LOSS =
      EitherShape.scalarOr(NAMED_LOSS, LOSS_WITH_NUMBER);

  private static final Shape<ValueLoss> RECONSTRUCTION_LOSS =
      EitherShape.scalarOr(
          NAMED_LOSS.or("crossEntropy", new ValueLoss.CrossEntropy()), LOSS_WITH_NUMBER);

  static final ObjectShape<Double> ALARM_RATE =
      new ObjectShape<>(
          required(
              "rate",
              new NumberShape(LEAST_RATE, MOST_RATE),
              "Share of the events that are to be alarms, over time: `0.001`, one in a thousand."));

  public static final Key<Optional<Double>> ALARMS =
      optional(
          "alarms",
          ALARM_RATE,
          "events are not judged",
          "Each event has a score in [0, 1], how far it is from what the learner expects, and is an"
              + " alarm or not: {rate: 0.001}. Of a number the event itself must tell the label.");

  static final ObjectShape<ValueLoss> RECONSTRUCT =
      new ObjectShape<>(
          withDefault(
              "loss",
              RECONSTRUCTION_LOSS,
              "squared",
              "Of each value: `squared`, `absolute`, `crossEntropy` of values in [0, 1], {huber:"
                  + " D} or {quantile: Q}."));

  static final ObjectShape<Target> NEXT_TOKEN =
      new ObjectShape<>(smoothing().as(NextTokenTarget::new));

  /** Without its discriminator, which is read with the network. */
  static final ObjectShape<Target> GENERATE =
      new ObjectShape<>(
          Keys.of(
              withDefault(
                  "noise",
                  new WholeShape(1, 65_536).asInt(),
                  "64",
                  "How many random numbers an event is generated from: what the network reads."),
              required(
                      "discriminator",
                      LayerKeys.layers(0),
                      "The hidden layers of the network that tells real events from generated"
                          + " ones.")
                  .orElse(List.of()),
              withDefault(
                  "loss",
                  NameShape.all(AdversarialLoss.class),
                  "nonSaturating",
                  "`nonSaturating` (Goodfellow et al. 2014) or `hinge` (Lim and Ye 2017)."),
              (noise, layers, loss) -> new GenerationTarget(noise, List.of(), loss)));

  public static final VariantShape<Form> TARGET =
      VariantShape.of(
          binary(),
          ClassKeys.classes(smoothing()),
          regression(),
          reconstruct(),
          nextToken(),
          generate());

  private TargetKeys() {}

  private static Variant<Form> binary() {
    Key<String> expression =
        required(
            "binary",
            new TextShape(
                "a boolean field, or FIELD OPERATOR CONSTANT",
                "[^\\u0000-\\u001F]{1,500}",
                "Write for instance \"delayMinutes > 15\"."),
            "Two outcomes: a boolean field, or a field compared by `>`, `>=`, `<`, `<=`,"
                + " `==` or `!=` with a number, a quoted text, `true` or `false`. A field whose name has"
                + " one of these signs stands in quotes: `\"'a=b' > 15\"`.");
    return new Variant<>(
        Keys.of(
            expression,
            smoothing(),
            withDefault("positiveWeight", WEIGHT, "1", "Weight of the positive class in the loss."),
            (text, smoothing, weight) ->
                reader -> reader.binary(expression, text, smoothing, weight)));
  }

  private static Variant<Form> regression() {
    Key<String> field = required("regression", FIELD, "The field that holds the number.");
    return new Variant<>(
        Keys.of(
            field,
            optional(
                "from",
                FIELD,
                "the number itself is learned; by several networks, where the next event tells the label, the change from the event's own",
                "A number of the event: the network learns the change from it to the label, which"
                    + " a stream whose level wanders needs; to several it is the last number that is"
                    + " known. Every event must have it."),
            withDefault(
                "loss",
                VALUE_LOSS,
                "squared",
                "`squared`, `absolute`, {huber: D} or {quantile: Q}."),
            optional(
                "intervals",
                new NumberShape(RegressionTarget.LEAST_COVERAGE, RegressionTarget.MOST_COVERAGE),
                "answers have no bounds",
                "Share of the labels that a `lower` and an `upper` bound beside the value are to"
                    + " cover, over time, whatever the labels do: `0.9`. The first answers have"
                    + " none: below 2 / (1 - share) labels, 20 at `0.9`, there is no evidence."),
            ALARMS,
            (name, from, loss, intervals, alarms) ->
                reader -> reader.regression(field, name, from, loss, intervals)));
  }

  private static Variant<Form> reconstruct() {
    Key<Optional<ValueLoss>> loss =
        required(
            "reconstruct",
            EitherShape.scalarOr(
                new TruthShape()
                    .as(is -> is ? Optional.of(new ValueLoss.Squared()) : Optional.empty()),
                RECONSTRUCT.as(Optional::of)),
            "The event itself, without a label: how far the network's reconstruction is from"
                + " it. `true`, or an object.");
    return new Variant<>(
        Keys.of(
            loss,
            ALARMS,
            (of, alarms) ->
                reader -> {
                  reader.requireTrue(loss, of);
                  ValueLoss known = of.orElseGet(ValueLoss.Squared::new);
                  return reader.ownLabel(loss, new ReconstructionTarget(known));
                }));
  }

  private static Variant<Form> nextToken() {
    return ownLabel(
        required(
            "nextToken",
            NEXT_TOKEN,
            "The next token of a text, without a label; `tokens` is the only feature."));
  }

  private static Variant<Form> generate() {
    return ownLabel(
        required(
            "generate",
            GENERATE,
            "Whether an event is real, without a label: `network` generates events, from"
                + " noise, that are to pass for real ones."));
  }

  private static Variant<Form> ownLabel(Key<Target> key) {
    return new Variant<>(key.as(spec -> reader -> reader.ownLabel(key, spec)));
  }

  private static Key<Float> smoothing() {
    return withDefault(
        "labelSmoothing",
        new NumberShape(0, 0.99).asFloat(),
        "0",
        "Share of a target that is spread over all classes.");
  }
}
