package io.gradstream.learning.spec;

import static io.gradstream.learning.spec.Key.optional;
import static io.gradstream.learning.spec.Key.required;
import static io.gradstream.learning.spec.Key.withDefault;

/** Keys of a pool. */
final class PoolKeys {

  private static final NameShape<String> GROUPS = NameShape.of("rates", "numbers", "labels");
  private static final NameShape<String> ANCHORS =
      NameShape.of("last", "mean", "season", "seasonChange");

  private static final Variant<Section> PERCEPTRON =
      new Variant<>(
          Keys.section(
              required(
                  "perceptron",
                  new ListShape<>(new WholeShape(1, 4096), 0, 8),
                  "Widths of the hidden layers of a network, first to last."),
              withDefault(
                  "sees",
                  NameShape.of("event", "rates", "numbers", "labels"),
                  "labels",
                  "What it reads: the event's own features; and of its history all groups up to this"
                      + " one."),
              withDefault(
                  "learningRate", new NumberShape(1e-9, 1), "0.001", "Size of Adam's step."),
              withDefault(
                  "anchor", ANCHORS, "last", "Of a number: what the change is learned from.")));

  private static final Variant<Section> LEAST_SQUARES =
      new Variant<>(
          Keys.section(
              required(
                  "leastSquares",
                  NameShape.of("event", "rates", "numbers", "labels"),
                  "Recursive least squares of a number, on this group of features and those after it."),
              withDefault("anchor", ANCHORS, "last", "What the change is learned from.")));

  static final ObjectShape<Section> POOL =
      ObjectShape.of(
          withDefault(
              "history",
              new ListShape<>(GROUPS, 0, 3),
              "[rates, numbers, labels]",
              "Features of what came before: `rates`, what the label was for the categories of an"
                  + " event; `numbers`, how its numbers moved; `labels`, how the label moved."),
          withDefault(
              "season",
              new TruthShape(),
              "true",
              "Whether a season of the label is looked for, and values a season ago are features."),
          withDefault(
              "replay",
              new TruthShape(),
              "true",
              "Whether examples of before are learned again while the stream is young."),
          withDefault(
              "mix",
              NameShape.of("joint", "mean", "hedge", "stack"),
              "joint",
              "How members answer together: their `mean`; `hedge`, weighed by how well they did of"
                  + " late; `stack`, an online logistic regression on what they say; `joint`, the"
                  + " mean of these. A number's are `joint` or `hedge`, the same, or `mean`."),
          optional(
              "members",
              new ListShape<>(VariantShape.of(PERCEPTRON, LEAST_SQUARES), 1, 32),
              "five networks for classes, four and two least squares for a number",
              "Who answers together."));

  private PoolKeys() {}
}
