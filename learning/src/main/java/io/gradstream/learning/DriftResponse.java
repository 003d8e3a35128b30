package io.gradstream.learning;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.Event;
import io.gradstream.learning.drift.ladder.Command;
import io.gradstream.learning.drift.ladder.Command.DropChallenger;
import io.gradstream.learning.drift.ladder.Command.KeepWeights;
import io.gradstream.learning.drift.ladder.Command.PromoteChallenger;
import io.gradstream.learning.drift.ladder.Command.RefreshUnits;
import io.gradstream.learning.drift.ladder.Command.SetRateFactor;
import io.gradstream.learning.drift.ladder.Command.Start;
import io.gradstream.learning.drift.ladder.Command.StartChallenger;
import io.gradstream.learning.drift.ladder.Command.Tell;
import io.gradstream.learning.drift.ladder.Drift;
import io.gradstream.learning.drift.ladder.DriftConfig;
import io.gradstream.learning.drift.ladder.LossKind;
import io.gradstream.learning.drift.ladder.Reaction;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSpec;
import io.gradstream.network.Network;
import io.gradstream.schemas.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is done about drift: listens to the errors of a model's answers and acts on its members, as
 * the ladder of reactions says: another rate, new units, a challenger that learns the same examples
 * and may take the champion's place, networks kept to go back to. What answers is always the
 * champion. Not thread safe; lets its memory go on {@link #close()}.
 */
final class DriftResponse implements AutoCloseable {

  private final Model model;
  private final Contender champion;
  private final int batch;
  private final Drift drift;
  private final int[] watched; // fields that are numbers
  private final float[] inputs; // [watched]
  private final KeptNetworks kept = new KeptNetworks();
  private final List<Reaction> news = new ArrayList<>();
  private Optional<Contender> challenger = Optional.empty();
  private double challengerFactor = 1; // on its rate
  private float learningRate; // the ordinary one

  /**
   * @param batch most examples of a step
   */
  DriftResponse(DriftConfig config, Model model, Contender champion, int batch) {
    this.model = model;
    this.champion = champion;
    this.batch = batch;
    ModelSpec spec = model.spec();
    List<FeatureSpec> numbers =
        spec.features().stream().filter(FeatureSpec.Numeric.class::isInstance).toList();
    watched = numbers.stream().mapToInt(of -> spec.events().indexOf(of.field())).toArray();
    inputs = new float[watched.length];
    drift =
        new Drift(
            config,
            spec.target().classes() > 0 ? LossKind.RATE : LossKind.SIZE,
            spec.seed(), // whatever the key: a learner becomes one of another
            numbers.stream().map(FeatureSpec::field).toList());
  }

  void startAnew() {
    dropChallenger();
    kept.startAnew();
    drift.clear();
    news.clear();
  }

  Drift drift() {
    return drift;
  }

  KeptNetworks kept() {
    return kept;
  }

  Optional<Contender> challenger() {
    return challenger;
  }

  double challengerFactor() {
    return challengerFactor;
  }

  List<Reaction> takeNews() {
    List<Reaction> taken = List.copyOf(news);
    news.clear();
    return taken;
  }

  /**
   * The examples were scored and learned: looks at their errors, one after the other, then acts.
   */
  void after(List<Told> examples) {
    List<Command> commands = new ArrayList<>();
    Optional<Contender> compared = challenger;
    for (int row = 0; row < examples.size(); row++) {
      read(examples.get(row).example().event());
      OptionalDouble challengers =
          compared.isPresent() && drift.hasChallenger()
              ? OptionalDouble.of(compared.get().error(row))
              : OptionalDouble.empty();
      commands.addAll(drift.after(champion.error(row), inputs, challengers));
    }
    commands.forEach(this::carryOut);
  }

  private void read(Event event) {
    for (int i = 0; i < watched.length; i++) {
      boolean missing = event.isMissing(watched[i]);
      inputs[i] = missing ? Float.NaN : (float) event.number(watched[i]);
    }
  }

  private void carryOut(Command command) {
    if (command instanceof KeepWeights) {
      kept.keep(champion.pool().networks());
    } else if (command instanceof SetRateFactor) {
      applyRates();
    } else if (command instanceof RefreshUnits refresh) {
      for (Network network : champion.pool().networks().values()) {
        network.refreshUnits(refresh.share());
      }
    } else if (command instanceof StartChallenger start) {
      startChallenger(start);
    } else if (command instanceof PromoteChallenger) {
      promote();
    } else if (command instanceof DropChallenger) {
      dropChallenger();
    } else if (command instanceof Tell tell) {
      news.add(tell.reaction());
    }
  }

  void setLearningRate(float rate) {
    learningRate = rate;
    applyRates();
  }

  private void applyRates() {
    champion.pool().setLearningRate(atMostOne(learningRate * drift.rateFactor()));
    challenger.ifPresent(
        of -> of.pool().setLearningRate(atMostOne(learningRate * challengerFactor)));
  }

  private static float atMostOne(double rate) {
    return (float) Math.min(1, rate);
  }

  private void startChallenger(StartChallenger start) {
    Contender started = newChallenger();
    MemberState.copy(champion.pool(), started.pool(), model.key());
    if (start.from() == Start.FRESH) {
      started.pool().reseed(seeds(start.at()));
      MemberState.copy(started.pool(), started.pool(), model.key()); // as after a restart
    } else if (start.from() == Start.KEPT && !kept.isEmpty()) {
      kept.restore(started.pool().networks());
    }
    challengerFactor = start.rateFactor();
    applyRates();
  }

  /** Seeds of the members' new weights. */
  private long[] seeds(long at) {
    long seed = model.spec().seedOf(model.key()) + SplitMix64.at(at);
    long[] seeds = new long[champion.pool().members().size()];
    for (int m = 0; m < seeds.length; m++) {
      seeds[m] = model.spec().pool().isPresent() ? seed + SplitMix64.at(m) : seed;
    }
    return seeds;
  }

  private Contender newChallenger() {
    dropChallenger();
    Contender made = new Contender(model.newPool(), model, batch);
    challenger = Optional.of(made);
    return made;
  }

  /** A challenger that is read from a store. */
  Contender restoreChallenger(double rateFactor) {
    Contender made = newChallenger();
    challengerFactor = rateFactor;
    return made;
  }

  /** The champion's members become the challenger's; the scores are of what answered. */
  private void promote() {
    challenger.ifPresent(of -> MemberState.copy(of.pool(), champion.pool(), model.key()));
    dropChallenger();
    applyRates();
  }

  private void dropChallenger() {
    challenger.ifPresent(of -> of.pool().close());
    challenger = Optional.empty();
    challengerFactor = 1;
  }

  @Override
  public void close() {
    dropChallenger();
  }
}
