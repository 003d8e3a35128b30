package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.ladder.Command.DropChallenger;
import io.gradstream.learning.drift.ladder.Command.KeepWeights;
import io.gradstream.learning.drift.ladder.Command.PromoteChallenger;
import io.gradstream.learning.drift.ladder.Command.RefreshUnits;
import io.gradstream.learning.drift.ladder.Command.SetRateFactor;
import io.gradstream.learning.drift.ladder.Command.StartChallenger;
import io.gradstream.learning.drift.ladder.Command.Tell;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * The owner of a learner that is nothing but a chance of being wrong, which falls towards that of
 * the concept as the learner learns. It carries out commands as a real one would, and is strict:
 * one that cannot be carried out fails the test. Both learners see the same luck.
 */
final class SimulatedOwner {

  private static final float[] NO_INPUTS = {};

  /** What decides how learners fare, to be changed by tests. */
  double floor = 0.1; // error of who has learned all

  double speed = 0.002; // share of the way to the floor at each example, at the ordinary rate
  double freshError = 0.5;
  double freshSpeed = 0.005;
  double harmOfRaising = 0; // added to the error at each example of a raised rate
  double gainOfRefreshing = 0; // share of the way to the floor

  /** What the learner is. */
  private static final class Learner {
    double error;
    double speed;

    Learner(double error, double speed) {
      this.error = error;
      this.speed = speed;
    }

    Learner copy() {
      return new Learner(error, speed);
    }
  }

  final List<Command> carriedOut = new ArrayList<>();
  Drift drift;
  private final Random random;
  private Learner incumbent;
  private Learner challenger;
  private Learner kept;
  private double factor = 1;
  long n;

  SimulatedOwner(DriftConfig config, long seed) {
    drift = new Drift(config, LossKind.RATE, seed, List.of());
    random = new Random(seed);
    incumbent = new Learner(floor, speed);
  }

  /** A change of concept: whoever learned the old one errs so often now. */
  void drift(double error) {
    incumbent.error = error;
    if (kept != null) {
      kept.error = error;
    }
    if (challenger != null) {
      challenger.error = error;
    }
  }

  /** The learner and what was kept of it are stuck where they are, whatever the rate. */
  void stopLearning() {
    incumbent.speed = 0;
    if (kept != null) {
      kept.speed = 0;
    }
  }

  void learn(int examples) {
    for (int i = 0; i < examples; i++) {
      next().forEach(this::carryOut);
    }
  }

  private List<Command> next() {
    n++;
    double luck = random.nextDouble();
    double loss = luck < incumbent.error ? 1 : 0;
    OptionalDouble other =
        challenger == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(luck < challenger.error ? 1 : 0);
    learn(incumbent, factor);
    incumbent.error = Math.min(1, incumbent.error + (factor > 1 ? harmOfRaising : 0));
    if (challenger != null) {
      learn(challenger, 1);
    }
    return drift.after(loss, NO_INPUTS, other);
  }

  private void learn(Learner learner, double factor) {
    learner.error += (floor - learner.error) * Math.min(1, learner.speed * factor);
  }

  private void carryOut(Command command) {
    carriedOut.add(command);
    if (command instanceof KeepWeights) {
      kept = incumbent.copy();
    } else if (command instanceof SetRateFactor set) {
      factor = set.factor();
    } else if (command instanceof RefreshUnits) {
      incumbent.error += (floor - incumbent.error) * gainOfRefreshing;
    } else if (command instanceof StartChallenger start) {
      requireChallenger(false);
      challenger =
          switch (start.from()) {
            case KEPT -> kept.copy();
            case CURRENT -> incumbent.copy();
            case FRESH -> new Learner(freshError, freshSpeed);
          };
    } else if (command instanceof PromoteChallenger) {
      requireChallenger(true);
      incumbent = challenger;
      challenger = null;
    } else if (command instanceof DropChallenger) {
      requireChallenger(true);
      challenger = null;
    } else if (!(command instanceof Tell)) {
      throw new AssertionError("no such command: " + command);
    }
  }

  private void requireChallenger(boolean there) {
    if ((challenger != null) != there) {
      throw new AssertionError("at %d there is %s challenger".formatted(n, there ? "no" : "a"));
    }
  }

  boolean hasChallenger() {
    return challenger != null;
  }

  double factor() {
    return factor;
  }

  double error() {
    return incumbent.error;
  }

  /** Reactions from the first to the last, each with its ending. */
  List<String> story() {
    return drift.reactions().stream()
        .map(
            reaction ->
                reaction.rung()
                    + reaction.ending().map(ending -> " " + ending.how()).orElse(" goes on"))
        .toList();
  }

  List<Command> told(Class<? extends Command> kind) {
    return carriedOut.stream().filter(kind::isInstance).toList();
  }
}
