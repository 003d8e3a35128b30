package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.yaml.Key.withDefault;

import io.gradstream.learning.drift.AdwinConfig;
import io.gradstream.learning.drift.DdmConfig;
import io.gradstream.learning.drift.InputsConfig;
import io.gradstream.learning.drift.MonitorConfig;
import io.gradstream.learning.drift.PageHinkleyConfig;
import io.gradstream.learning.drift.ladder.ChallengerConfig;
import io.gradstream.learning.drift.ladder.Command.Start;
import io.gradstream.learning.drift.ladder.DriftConfig;
import io.gradstream.learning.drift.ladder.LadderConfig;
import io.gradstream.learning.drift.ladder.RateRaiseConfig;
import io.gradstream.learning.drift.ladder.RefreshConfig;
import io.gradstream.learning.drift.ladder.RollBackConfig;
import io.gradstream.learning.spec.yaml.EitherShape;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.Keys;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.NumberShape;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.Part;
import io.gradstream.learning.spec.yaml.Shape;
import io.gradstream.learning.spec.yaml.TruthShape;
import io.gradstream.learning.spec.yaml.WholeShape;
import java.util.Optional;

/**
 * Keys of how drift is found and what is done about it. The rules between them are the reader's.
 */
public final class DriftKeys {

  static final String NOTHING = "off";

  private static final NumberShape CHANCE = new NumberShape(1e-12, 0.5);
  private static final Shape<Integer> EXAMPLES = new WholeShape(1, 1_000_000_000).asInt();

  /** What looks for drift, and whether a drift of an input has a reaction. */
  private record Watch(MonitorConfig monitor, boolean react) {}

  /** The inputs that are watched, and whether their drift has a reaction. */
  record Inputs(InputsConfig config, boolean react) {}

  /** By what the ladder judges. */
  private record Judgement(int window, int patience, double margin) {}

  /** A ladder, once it is known whether inputs move it. */
  private interface Ladder {
    LadderConfig with(boolean onInputs);
  }

  private static final Key<Optional<AdwinConfig>> ADWIN =
      orOff(
          "adwin",
          "{}",
          "Finds drift of the error (Bifet and Gavalda 2007).",
          Keys.of(
              withDefault("delta", CHANCE, "0.002", "Chance of a false alarm of one test."),
              withDefault(
                  "every",
                  new WholeShape(1, 1_000_000).asInt(),
                  "32",
                  "Examples between two tests."),
              AdwinConfig::new));

  public static final Key<Optional<DdmConfig>> DDM =
      orOff(
          "ddm",
          NOTHING,
          "Finds drift of wrong answers, so of classes only (Gama et al. 2004).",
          Keys.of(
              leastValues(),
              withDefault(
                  "drift",
                  new NumberShape(2, 100),
                  "3",
                  "Standard deviations above the least error rate that are a drift."),
              (least, drift) -> new DdmConfig(least, DdmConfig.DEFAULT.warning(), drift)));

  private static final Key<Optional<PageHinkleyConfig>> PAGE_HINKLEY =
      orOff(
          "pageHinkley",
          NOTHING,
          "Finds drift of the error (Page 1954).",
          Keys.of(
              leastValues(),
              withDefault(
                  "tolerance",
                  new NumberShape(0, 1),
                  "0.005",
                  "Rise of the error that is no drift."),
              withDefault(
                  "threshold", new NumberShape(0.001, 1e9), "50", "Sum of rises that is a drift."),
              withDefault(
                  "fading",
                  new NumberShape(0.001, 1),
                  "0.9999",
                  "Factor on the sum at each example."),
              DriftKeys::pageHinkley));

  public static final Key<Integer> INPUTS_WINDOW =
      withDefault(
          "window",
          new WholeShape(3, 65_536).asInt(),
          "300",
          "Values of an input that are kept; more than twice `sample`.");

  public static final Key<Integer> INPUTS_SAMPLE =
      withDefault(
          "sample", new WholeShape(1, 32_767).asInt(), "100", "New values compared with old ones.");

  public static final Key<Optional<Inputs>> INPUTS =
      orOff(
          "inputs",
          "{}",
          "Finds drift of inputs (KSWIN, Raab et al. 2020).",
          Keys.of(
              Keys.of(
                  withDefault(
                      "most",
                      new WholeShape(1, 256).asInt(),
                      "8",
                      "Numeric inputs that are watched; of more, the seed chooses."),
                  withDefault(
                      "every",
                      new WholeShape(1, 1_000_000).asInt(),
                      "8",
                      "Examples from one value to the next, of all inputs together."),
                  withDefault("alpha", CHANCE, "0.000001", "Significance of one test."),
                  INPUTS_WINDOW,
                  INPUTS_SAMPLE,
                  InputsConfig::new),
              withDefault(
                  "react",
                  new TruthShape(),
                  "false",
                  "Whether a drift of an input has a reaction."),
              Inputs::new));

  private static final Key<Optional<RateRaiseConfig>> RAISE_RATE =
      orOff(
          "raiseRate",
          "{}",
          "First rung: a larger learning rate.",
          Keys.of(
              withDefault(
                  "factor", new NumberShape(1.001, 1000), "4", "On the learning rate, at first."),
              withDefault(
                  "examples", EXAMPLES, "2000", "Until the rate is the ordinary one again."),
              RateRaiseConfig::new));

  private static final Key<Optional<RefreshConfig>> REFRESH_UNITS =
      orOff(
          "refreshUnits",
          "{}",
          "Second rung: some hidden units begin anew.",
          withDefault(
                  "share",
                  new NumberShape(0.001, 1),
                  "0.1",
                  "Share of the units of each hidden layer, the least useful ones.")
              .as(RefreshConfig::new));

  public static final Key<Start> CHALLENGER_FROM =
      withDefault(
          "from",
          NameShape.of(Start.FRESH, Start.CURRENT, Start.KEPT),
          "fresh",
          "Its first weights: new ones, the learner's, or those kept before the drift.");

  public static final Key<Double> CHALLENGER_RATE =
      withDefault(
          "rateFactor",
          new NumberShape(0.001, 1000),
          "1",
          "On its learning rate; not 1 from `current`.");

  public static final Key<Optional<ChallengerConfig>> CHALLENGER =
      orOff(
          "challenger",
          "{}",
          "Third rung: a second learner, promoted when better.",
          Keys.of(
              CHALLENGER_FROM,
              CHALLENGER_RATE,
              withDefault(
                  "alpha", CHANCE, "0.01", "Chance that one that is not better is promoted."),
              withDefault(
                  "warmUp",
                  new WholeShape(0, 1_000_000_000).asInt(),
                  "1000",
                  "Examples it learns before it is compared."),
              withDefault("trial", EXAMPLES, "10000", "Examples in which it is compared."),
              ChallengerConfig::new));

  public static final Key<Optional<RollBackConfig>> ROLL_BACK =
      orOff(
          "rollBack",
          "{}",
          "Undoes the first two where they do harm.",
          Keys.of(
              withDefault("alpha", CHANCE, "0.01", "Chance that what did no harm is undone."),
              withDefault(
                  "keepEvery", EXAMPLES, "2000", "Examples between two copies of the weights."),
              RollBackConfig::new));

  public static final Key<Integer> WINDOW =
      withDefault(
          "window",
          new WholeShape(50, LadderConfig.LARGEST_WINDOW).asInt(),
          "500",
          "Examples by which the present loss is measured.");

  public static final Key<Integer> PATIENCE =
      withDefault(
          "patience",
          EXAMPLES,
          "2000",
          "Examples a rung has to bring the loss back; `window` or more.");

  private static final Keys<Watch> WATCH =
      Keys.of(ADWIN, DDM, PAGE_HINKLEY, INPUTS, DriftKeys::watch);

  private static final Keys<Ladder> LADDER =
      Keys.of(
          RAISE_RATE,
          REFRESH_UNITS,
          CHALLENGER,
          ROLL_BACK,
          Keys.of(
              WINDOW,
              PATIENCE,
              withDefault(
                  "margin",
                  new NumberShape(0, 10),
                  "0.1",
                  "Share by which the loss may stay above what it was and count as recovered."),
              Judgement::new),
          DriftKeys::ladder);

  static final ObjectShape<DriftConfig> DRIFT =
      new ObjectShape<>(
          Keys.of(
              WATCH,
              LADDER,
              (watch, ladder) -> new DriftConfig(watch.monitor(), ladder.with(watch.react()))));

  /** What `learn.drift` holds. */
  static final Shape<Optional<DriftConfig>> OFF_OR_DRIFT = offOr(DRIFT);

  private DriftKeys() {}

  private static Key<Integer> leastValues() {
    return withDefault("leastValues", EXAMPLES, "29", "Examples before anything is found.");
  }

  private static PageHinkleyConfig pageHinkley(
      int leastValues, double tolerance, double threshold, double fading) {
    return new PageHinkleyConfig(
        leastValues, tolerance, threshold, fading, PageHinkleyConfig.DEFAULT.fromLeast());
  }

  private static Watch watch(
      Optional<AdwinConfig> adwin,
      Optional<DdmConfig> ddm,
      Optional<PageHinkleyConfig> pageHinkley,
      Optional<Inputs> inputs) {
    return new Watch(
        new MonitorConfig(adwin, ddm, pageHinkley, inputs.map(Inputs::config)),
        inputs.map(Inputs::react).orElse(false));
  }

  private static Ladder ladder(
      Optional<RateRaiseConfig> raise,
      Optional<RefreshConfig> refresh,
      Optional<ChallengerConfig> challenger,
      Optional<RollBackConfig> rollBack,
      Judgement by) {
    return onInputs ->
        new LadderConfig(
            raise,
            refresh,
            challenger,
            rollBack,
            by.window(),
            by.patience(),
            by.margin(),
            onInputs);
  }

  private static <T> Key<Optional<T>> orOff(
      String name, String byDefault, String description, Part<T> part) {
    return withDefault(name, offOr(new ObjectShape<>(part)), byDefault, description);
  }

  private static <T> Shape<Optional<T>> offOr(ObjectShape<T> shape) {
    return EitherShape.nameOr(
        NameShape.meaning(NOTHING, Optional.<T>empty()), shape.as(Optional::of));
  }
}
