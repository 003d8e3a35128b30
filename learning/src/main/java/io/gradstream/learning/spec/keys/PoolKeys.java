package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.yaml.Key.optional;
import static io.gradstream.learning.spec.yaml.Key.required;
import static io.gradstream.learning.spec.yaml.Key.withDefault;

import io.gradstream.features.history.HistoryGroup;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.Keys;
import io.gradstream.learning.spec.yaml.ListShape;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.NumberShape;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.TruthShape;
import io.gradstream.learning.spec.yaml.Variant;
import io.gradstream.learning.spec.yaml.VariantShape;
import io.gradstream.learning.spec.yaml.WholeShape;
import io.gradstream.model.Anchor;
import io.gradstream.model.MemberSpec;
import io.gradstream.model.MemberSpec.Linear;
import io.gradstream.model.MemberSpec.Perceptron;
import io.gradstream.model.PoolSpec.Mix;
import io.gradstream.network.spec.LayerSpec;
import java.util.List;
import java.util.Optional;

/** Keys of what stands around networks: history, replay, and who answers together. */
public final class PoolKeys {

  private static final Variant<MemberForm> PERCEPTRON =
      new Variant<>(
          Keys.of(
              required(
                  "perceptron",
                  new ListShape<>(new WholeShape(1, 4096).asInt(), 0, 8),
                  "Widths of the hidden layers of a network, first to last."),
              sees("labels"),
              rate(),
              anchor("Of a number: what the change is learned from."),
              (hidden, sees, rate, anchor) -> site -> new Perceptron(sees, hidden, rate, anchor)));

  private static final Variant<MemberForm> LEAST_SQUARES =
      new Variant<>(
          Keys.of(
              required(
                  "leastSquares",
                  groups(),
                  "Recursive least squares of a number, on this group of features and those after it."),
              anchor("What the change is learned from."),
              (from, anchor) -> new LeastSquares(new Linear(from, anchor))));

  private static final Variant<MemberForm> NETWORK =
      new Variant<>(
          Keys.of(
              required(
                  "network",
                  LayerKeys.layers(0),
                  "The hidden layers of a network, as of `network`."),
              sees("event"),
              rate(),
              anchor("Of a number: what the change is learned from."),
              OfLayers::new));

  private static final Variant<MemberForm> MEMORY =
      new Variant<>(
          Keys.of(
              required(
                  "memory",
                  new WholeShape(1, MemberSpec.Memory.MOST).asInt(),
                  "So many of the last examples, of which the five nearest answer, by the event's"
                      + " own features; fewer where an event has many."),
              anchor("Of a number: what the change is learned from."),
              (examples, anchor) -> site -> new MemberSpec.Memory(examples, anchor)));

  private static final Variant<MemberForm> OWN =
      new Variant<>(
          Keys.of(
              required(
                  "own",
                  TopicKeys.FIELD,
                  "Field of a category: a number as it was before for the same value of it, as"
                      + " where many series lie interleaved."),
              OwnOf::new));

  private static final Variant<MemberForm> DISCRIMINANT =
      new Variant<>(
          Keys.of(
              required(
                  "discriminant",
                  groups(),
                  "Where the examples of each class lie, how wide, and how often they come"
                      + " (Gaussian naive Bayes), by the event's own features, and of its history all groups"
                      + " up to this one."),
              DiscriminantOf::new));

  static final VariantShape<MemberForm> MEMBER =
      VariantShape.of(PERCEPTRON, LEAST_SQUARES, NETWORK, MEMORY, OWN, DISCRIMINANT);

  public static final ObjectShape<DeclaredPool> POOL =
      new ObjectShape<>(
          Keys.of(
              optional(
                  "history",
                  new ListShape<>(NameShape.all(HistoryGroup.class), 0, 3),
                  "`[rates, numbers, labels]` for several networks, `[]` for one",
                  "Features of what came before: `rates`, what the label was for the categories of"
                      + " an event; `numbers`, how its numbers moved; `labels`, how the label"
                      + " moved. To one network they are a part of its input, `history`."),
              withDefault(
                  "season",
                  new TruthShape(),
                  "true",
                  "Whether a season of the label is looked for, and values a season ago are"
                      + " features."),
              optional(
                  "replay",
                  new TruthShape(),
                  "true for several networks, false for one",
                  "As `learn.replay`; given there as well, both must agree."),
              optional(
                  "mix",
                  NameShape.all(Mix.class),
                  "where nobody says who answers, `informed` for classes and `mean` for a number a horizon ahead; `joint` otherwise",
                  "How members answer together: their `mean`; `hedge`, weighed by how well they did"
                      + " of late; `stack`, an online logistic regression on what they say;"
                      + " `joint`, the mean of these; `gate`, each of these weighing by how well it"
                      + " did of late, and the last label said again where that is less often"
                      + " wrong; `informed`, as `gate`, where a label makes forgotten by as much as"
                      + " it tells, so that a rare one counts, and discriminants are believed first of"
                      + " classes that come seldom. A number's are `joint` or `hedge`, the same, or `mean`."),
              optional(
                  "members",
                  new ListShape<>(MEMBER, 1, 32),
                  "`network`, where it is written; otherwise six networks, two memories and a"
                      + " discriminant for classes; four networks and two least squares for a"
                      + " number, and its own of the first three categories that are no numbers as"
                      + " well",
                  "Who answers together."),
              DeclaredPool::new));

  private PoolKeys() {}

  private static NameShape<Optional<HistoryGroup>> groups() {
    return NameShape.meaning("event", Optional.<HistoryGroup>empty())
        .or("rates", Optional.of(HistoryGroup.RATES))
        .or("numbers", Optional.of(HistoryGroup.NUMBERS))
        .or("labels", Optional.of(HistoryGroup.LABELS));
  }

  private static Key<Optional<HistoryGroup>> sees(String byDefault) {
    return withDefault(
        "sees",
        groups(),
        byDefault,
        "What it reads: the event's own features; and of its history all groups up to this one.");
  }

  private static Key<Float> rate() {
    return withDefault(
        "learningRate",
        new NumberShape(1e-9, 1).asFloat(),
        "0.001",
        "Size of a step while the learner's learning rate is 0.001, in proportion otherwise.");
  }

  private static Key<Anchor> anchor(String description) {
    return withDefault("anchor", NameShape.all(Anchor.class), "last", description);
  }

  private record LeastSquares(Linear member) implements MemberForm {

    @Override
    public MemberSpec at(Site site) {
      return member;
    }

    @Override
    public boolean isOfNumber() {
      return true;
    }
  }

  private record OwnOf(String category) implements MemberForm {

    @Override
    public MemberSpec at(Site site) {
      return new MemberSpec.Own(category);
    }

    @Override
    public boolean isOfNumber() {
      return true;
    }
  }

  private record DiscriminantOf(Optional<HistoryGroup> sees) implements MemberForm {

    @Override
    public MemberSpec at(Site site) {
      return new MemberSpec.Discriminant(sees);
    }

    @Override
    public boolean isOfClasses() {
      return true;
    }
  }

  private record OfLayers(
      List<Section> layers, Optional<HistoryGroup> sees, float rate, Anchor anchor)
      implements MemberForm {

    @Override
    public MemberSpec at(Site site) {
      List<LayerSpec> read = site.layers(layers, sees);
      return new MemberSpec.Layers(sees, read, rate, anchor);
    }

    @Override
    public boolean readsVectors() {
      return false;
    }
  }
}
