package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.yaml.Key.withDefault;

import io.gradstream.learning.drift.ladder.LadderConfig;
import io.gradstream.learning.spec.yaml.EitherShape;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.NumberShape;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.TruthShape;
import io.gradstream.learning.spec.yaml.WholeShape;

/** Keys of how drift is found and what is done about it. */
final class DriftKeys {

  static final String NOTHING = "off";

  private static final NameShape OFF = new NameShape(NOTHING);
  private static final NumberShape CHANCE = new NumberShape(1e-12, 0.5);
  private static final WholeShape EXAMPLES = new WholeShape(1, 1_000_000_000);

  static final ObjectShape ADWIN =
      new ObjectShape(
          withDefault("delta", CHANCE, "0.002", "Chance of a false alarm of one test."),
          withDefault("every", new WholeShape(1, 1_000_000), "32", "Examples between two tests."));

  static final ObjectShape DDM =
      new ObjectShape(
          withDefault("leastValues", EXAMPLES, "29", "Examples before anything is found."),
          withDefault(
              "drift",
              new NumberShape(2, 100),
              "3",
              "Standard deviations above the least error rate that are a drift."));

  static final ObjectShape PAGE_HINKLEY =
      new ObjectShape(
          withDefault("leastValues", EXAMPLES, "29", "Examples before anything is found."),
          withDefault(
              "tolerance", new NumberShape(0, 1), "0.005", "Rise of the error that is no drift."),
          withDefault(
              "threshold", new NumberShape(0.001, 1e9), "50", "Sum of rises that is a drift."),
          withDefault(
              "fading", new NumberShape(0.001, 1), "0.9999", "Factor on the sum at each example."));

  static final ObjectShape INPUTS =
      new ObjectShape(
          withDefault(
              "most",
              new WholeShape(1, 256),
              "8",
              "Numeric inputs that are watched; of more, the seed chooses."),
          withDefault(
              "every",
              new WholeShape(1, 1_000_000),
              "8",
              "Examples from one value to the next, of all inputs together."),
          withDefault("alpha", CHANCE, "0.000001", "Significance of one test."),
          withDefault(
              "window",
              new WholeShape(3, 65_536),
              "300",
              "Values of an input that are kept; more than twice `sample`."),
          withDefault(
              "sample", new WholeShape(1, 32_767), "100", "New values compared with old ones."),
          withDefault(
              "react", new TruthShape(), "false", "Whether a drift of an input has a reaction."));

  static final ObjectShape RAISE_RATE =
      new ObjectShape(
          withDefault(
              "factor", new NumberShape(1.001, 1000), "4", "On the learning rate, at first."),
          withDefault("examples", EXAMPLES, "2000", "Until the rate is the ordinary one again."));

  static final ObjectShape REFRESH_UNITS =
      new ObjectShape(
          withDefault(
              "share",
              new NumberShape(0.001, 1),
              "0.1",
              "Share of the units of each hidden layer, the least useful ones."));

  static final ObjectShape CHALLENGER =
      new ObjectShape(
          withDefault(
              "from",
              new NameShape("fresh", "current", "kept"),
              "fresh",
              "Its first weights: new ones, the learner's, or those kept before the drift."),
          withDefault(
              "rateFactor",
              new NumberShape(0.001, 1000),
              "1",
              "On its learning rate; not 1 from `current`."),
          withDefault("alpha", CHANCE, "0.01", "Chance that one that is not better is promoted."),
          withDefault(
              "warmUp",
              new WholeShape(0, 1_000_000_000),
              "1000",
              "Examples it learns before it is compared."),
          withDefault("trial", EXAMPLES, "10000", "Examples in which it is compared."));

  static final ObjectShape ROLL_BACK =
      new ObjectShape(
          withDefault("alpha", CHANCE, "0.01", "Chance that what did no harm is undone."),
          withDefault(
              "keepEvery", EXAMPLES, "2000", "Examples between two copies of the weights."));

  static final ObjectShape DRIFT =
      new ObjectShape(
          orOff("adwin", ADWIN, "{}", "Finds drift of the error (Bifet and Gavalda 2007)."),
          orOff(
              "ddm",
              DDM,
              NOTHING,
              "Finds drift of wrong answers, so of classes only (Gama et al. 2004)."),
          orOff("pageHinkley", PAGE_HINKLEY, NOTHING, "Finds drift of the error (Page 1954)."),
          orOff("inputs", INPUTS, "{}", "Finds drift of inputs (KSWIN, Raab et al. 2020)."),
          orOff("raiseRate", RAISE_RATE, "{}", "First rung: a larger learning rate."),
          orOff("refreshUnits", REFRESH_UNITS, "{}", "Second rung: some hidden units begin anew."),
          orOff(
              "challenger",
              CHALLENGER,
              "{}",
              "Third rung: a second learner, promoted when better."),
          orOff("rollBack", ROLL_BACK, "{}", "Undoes the first two where they do harm."),
          withDefault(
              "window",
              new WholeShape(50, LadderConfig.LARGEST_WINDOW),
              "500",
              "Examples by which the present loss is measured."),
          withDefault(
              "patience",
              EXAMPLES,
              "2000",
              "Examples a rung has to bring the loss back; `window` or more."),
          withDefault(
              "margin",
              new NumberShape(0, 10),
              "0.1",
              "Share by which the loss may stay above what it was and count as recovered."));

  /** What `learn.drift` holds. */
  static final EitherShape OFF_OR_DRIFT = EitherShape.nameOr(OFF, DRIFT);

  private DriftKeys() {}

  private static Key orOff(String name, ObjectShape shape, String byDefault, String description) {
    return withDefault(name, EitherShape.nameOr(OFF, shape), byDefault, description);
  }
}
