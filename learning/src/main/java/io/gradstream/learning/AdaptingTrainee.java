package io.gradstream.learning;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.Event;
import io.gradstream.learning.LearnerStore.Part;
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
import io.gradstream.learning.drift.ladder.LossKind;
import io.gradstream.learning.drift.ladder.Reaction;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.RowLoss;
import io.gradstream.model.TargetSpec;
import io.gradstream.network.Network;
import io.gradstream.network.StepResult;
import io.gradstream.network.plasticity.Activity;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.Version;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Watches another trainee for drift and carries out what the ladder of reactions says: another
 * rate, new units, a challenger that learns the same examples and may take its place, networks kept
 * to go back to. What answers is always the one trainee, as a whole.
 */
final class AdaptingTrainee extends Trainee {

  private static final String CHALLENGER = "challenger.";

  // Indexes of Part.DRIFT.
  private static final int LADDER = 0;
  private static final int OWNER = 1;

  private final LearnerSpec spec;
  private final Optional<Lateness> lateness;
  private final Trainee incumbent;
  private final Drift drift;
  private final StoredDrift stored = new StoredDrift();
  private final int[] watched; // fields that are numbers
  private final float[] inputs; // [watched]
  private final KeptNetworks kept = new KeptNetworks();
  private final List<Reaction> news = new ArrayList<>();
  private final double[] errors; // [batch]
  private final double[] challengerErrors; // [batch]
  private int heard;
  private int challengerHeard;
  private Trainee challenger; // or null
  private double challengerFactor = 1; // on its rate
  private boolean challengerIsNew; // since the last write
  private boolean challengerIsStored;
  private float learningRate; // the ordinary one

  AdaptingTrainee(LearnerSpec spec, String key, Optional<Lateness> lateness) {
    this.spec = spec;
    this.lateness = lateness;
    incumbent = withoutDrift(spec, key, lateness);
    List<FeatureSpec> numbers =
        spec.model().features().stream().filter(FeatureSpec.Numeric.class::isInstance).toList();
    watched = numbers.stream().mapToInt(of -> spec.model().events().indexOf(of.field())).toArray();
    inputs = new float[watched.length];
    drift =
        new Drift(
            spec.learn().drift().orElseThrow(),
            kind(spec.model().target()),
            spec.model().seed(), // whatever the key: a learner becomes one of another
            numbers.stream().map(FeatureSpec::field).toList());
    errors = new double[spec.learn().batch()];
    challengerErrors = new double[errors.length];
    incumbent.scores().listen(error -> errors[heard++] = error);
    learningRate = incumbent.learningRate();
  }

  private static LossKind kind(TargetSpec target) {
    boolean classes =
        target instanceof TargetSpec.Binary || target instanceof TargetSpec.MultiClass;
    return classes ? LossKind.RATE : LossKind.SIZE;
  }

  @Override
  Trainee plain() {
    return incumbent;
  }

  @Override
  void listen(EncodedRows listener) {
    incumbent.listen(listener);
  }

  @Override
  Optional<Drift> drift() {
    return Optional.of(drift);
  }

  @Override
  List<Reaction> takeNews() {
    List<Reaction> taken = List.copyOf(news);
    news.clear();
    return taken;
  }

  @Override
  String key() {
    return incumbent.key();
  }

  @Override
  void startAnew(String key) {
    incumbent.startAnew(key);
    learningRate = incumbent.learningRate();
    dropChallenger();
    challengerIsStored = false;
    kept.startAnew();
    drift.clear();
    news.clear();
  }

  @Override
  float[] predict(Event event) {
    return incumbent.predict(event);
  }

  @Override
  RowLoss loss(Event event) {
    return incumbent.loss(event);
  }

  @Override
  int wanted() {
    return incumbent.wanted();
  }

  @Override
  StepResult step(MiniBatch batch) {
    heard = 0;
    challengerHeard = 0;
    StepResult result = incumbent.step(batch);
    if (challenger != null) {
      challenger.step(batch);
    }
    List<Command> commands = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      read(batch.get(row).event());
      boolean compared = challengerHeard > row && drift.hasChallenger();
      commands.addAll(
          drift.after(
              errors[row],
              inputs,
              compared ? OptionalDouble.of(challengerErrors[row]) : OptionalDouble.empty()));
    }
    commands.forEach(this::carryOut);
    return result;
  }

  private void read(Event event) {
    for (int i = 0; i < watched.length; i++) {
      boolean missing = event.isMissing(watched[i]);
      inputs[i] = missing ? Float.NaN : (float) event.number(watched[i]);
    }
  }

  private void carryOut(Command command) {
    if (command instanceof KeepWeights) {
      kept.keep(incumbent.networks());
    } else if (command instanceof SetRateFactor) {
      applyRates();
    } else if (command instanceof RefreshUnits refresh) {
      incumbent.networks().values().forEach(network -> network.refreshUnits(refresh.share()));
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

  private void applyRates() {
    incumbent.setLearningRate(atMostOne(learningRate * drift.rateFactor()));
    if (challenger != null) {
      challenger.setLearningRate(atMostOne(learningRate * challengerFactor));
    }
  }

  private static float atMostOne(double rate) {
    return (float) Math.min(1, rate);
  }

  private void startChallenger(StartChallenger start) {
    newChallenger();
    copy(incumbent, challenger);
    if (start.from() == Start.FRESH) {
      challenger.learnAnew(spec.model().seedOf(key()) + SplitMix.of(start.at()));
    } else if (start.from() == Start.KEPT && !kept.isEmpty()) {
      kept.restore(challenger.networks());
    }
    challengerFactor = start.rateFactor();
    applyRates();
  }

  private void newChallenger() {
    dropChallenger();
    challenger = withoutDrift(spec, key(), lateness);
    challenger.scores().listen(error -> challengerErrors[challengerHeard++] = error);
    challengerIsNew = true;
  }

  /** Everything but the scores: these are of what answered. */
  private void promote() {
    byte[] scores = incumbent.scores().state();
    copy(challenger, incumbent);
    incumbent.scores().restore(scores);
    dropChallenger();
    applyRates();
  }

  private static void copy(Trainee from, Trainee to) {
    InMemoryLearnerStore copy = new InMemoryLearnerStore();
    from.write(copy, true);
    to.startAnew(from.key());
    to.read(copy);
    to.setSteps(from.steps());
  }

  private void dropChallenger() {
    if (challenger != null) {
      challenger.close();
      challenger = null;
    }
    challengerFactor = 1;
    challengerIsNew = false;
  }

  @Override
  Scores scores() {
    return incumbent.scores();
  }

  @Override
  boolean explodes(StepResult result) {
    return incumbent.explodes(result);
  }

  @Override
  int categories() {
    return incumbent.categories();
  }

  @Override
  Activity activity() {
    return incumbent.activity();
  }

  @Override
  float learningRate() {
    return learningRate;
  }

  @Override
  void setLearningRate(float rate) {
    learningRate = rate;
    applyRates();
  }

  @Override
  long steps() {
    return incumbent.steps();
  }

  @Override
  void setSteps(long steps) {
    incumbent.setSteps(steps);
  }

  @Override
  ModelSnapshot snapshot(Version version, Lineage lineage) {
    return incumbent.snapshot(version, lineage);
  }

  @Override
  void takeOver(Trainee other) {
    incumbent.takeOver(other);
  }

  @Override
  void write(LearnerStore store, boolean all) {
    incumbent.write(store, all);
    store.putPart(Part.DRIFT, LADDER, PartBytes.write(drift::write));
    store.putPart(Part.DRIFT, OWNER, PartBytes.write(this::writeOwner));
    kept.write(store, all);
    if (challenger != null) {
      challenger.write(new CopyStore(store, CHALLENGER), all || challengerIsNew);
      challengerIsStored = true;
    } else if (challengerIsStored) {
      new CopyStore(store, CHALLENGER).clear();
      challengerIsStored = false;
    }
  }

  private void writeOwner(DataOutput out) throws IOException {
    out.writeDouble(challengerFactor);
    out.writeLong(challenger == null ? 0 : challenger.steps());
    kept.writeSteps(out);
  }

  @Override
  void read(LearnerStore store) {
    incumbent.read(store);
    if (store.part(Part.DRIFT, LADDER) == null) {
      return;
    }
    PartBytes.read(Part.DRIFT, store.part(Part.DRIFT, LADDER), in -> stored.read(in, key(), drift));
    PartBytes.read(Part.DRIFT, store.part(Part.DRIFT, OWNER), in -> readOwner(in, store));
    kept.read(store, incumbent.networks());
  }

  private void readOwner(DataInput in, LearnerStore store) throws IOException {
    double factor = in.readDouble();
    long steps = in.readLong();
    kept.readSteps(in);
    challengerIsStored = true;
    if (drift.hasChallenger()) {
      newChallenger();
      challenger.read(new CopyStore(store, CHALLENGER));
      challenger.setSteps(steps);
      challengerFactor = factor;
      challengerIsNew = false;
    }
  }

  @Override
  void markClean() {
    incumbent.markClean();
    kept.markClean();
    if (challenger != null) {
      challenger.markClean();
    }
    challengerIsNew = false;
  }

  @Override
  Map<String, Network> networks() {
    return incumbent.networks();
  }

  @Override
  void learnAnew(long seed) {
    incumbent.learnAnew(seed);
  }

  @Override
  public void close() {
    incumbent.close();
    dropChallenger();
  }
}
