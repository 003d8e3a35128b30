package io.gradstream.learning;

import io.gradstream.features.Event;
import io.gradstream.learning.drift.ladder.Drift;
import io.gradstream.learning.drift.ladder.Reaction;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.RowLoss;
import io.gradstream.network.Activity;
import io.gradstream.network.Network;
import io.gradstream.network.StepResult;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a learner teaches: one network, or a pool of them; with its scores. Not thread safe; frees
 * its off-heap memory on {@link #close()}.
 */
abstract sealed class Trainee implements AutoCloseable
    permits AdaptingTrainee, NetworkTrainee, PoolTrainee {

  /**
   * @param lateness of the labels, where they come later
   */
  static Trainee of(ModelSpec spec, LearnSpec learn, String key, Optional<Lateness> lateness) {
    return learn.drift().isPresent()
        ? new AdaptingTrainee(spec, learn, key, lateness)
        : withoutDrift(spec, learn, key, lateness);
  }

  /** One that learns, and does nothing else about drift. */
  static Trainee withoutDrift(
      ModelSpec spec, LearnSpec learn, String key, Optional<Lateness> lateness) {
    return spec.pool().isPresent()
        ? new PoolTrainee(spec, learn, key, lateness)
        : new NetworkTrainee(spec, learn, key, new NetworkStep());
  }

  abstract String key();

  /** Becomes another key's new one, without giving its memory back. */
  abstract void startAnew(String key);

  /** Read-only: touches no state. */
  abstract float[] predict(Event event);

  /** What it would lose on an event that is its own label. Read-only. */
  abstract RowLoss loss(Event event);

  /** How many examples the next step takes; changes only with a step. */
  abstract int wanted();

  /** Encodes the examples, scores each before it is learned, and learns them. */
  abstract StepResult step(MiniBatch batch);

  abstract Scores scores();

  /** Whether a loss is that of no model that learns. */
  abstract boolean explodes(StepResult result);

  /** Category values that own a row of their tables. */
  abstract int categories();

  /** How much of the networks is in use; computed when asked for. */
  abstract Activity activity();

  abstract float learningRate();

  abstract void setLearningRate(float learningRate);

  /** Of the optimizer. */
  abstract long steps();

  abstract void setSteps(long steps);

  abstract ModelSnapshot snapshot(Version version, Lineage lineage);

  /** Takes over what fits of another of the same key and target. */
  abstract void takeOver(Trainee other);

  /**
   * Writes what has changed since the last write.
   *
   * @param all the rest too, as for a copy
   */
  abstract void write(LearnerStore store, boolean all);

  /** Reads into one that was just started anew; what was never written is as the seed makes it. */
  abstract void read(LearnerStore store);

  /** What there is now is what is stored. */
  abstract void markClean();

  /** Itself, without what is done about drift. */
  Trainee plain() {
    return this;
  }

  /** What finds drift and reacts to it, where something does. */
  Optional<Drift> drift() {
    return Optional.empty();
  }

  /** Reactions to drift that have begun or ended since this was asked last. */
  List<Reaction> takeNews() {
    return List.of();
  }

  /** Tells of each example that is learned from now on, as its networks see it: a pool does. */
  void listen(EncodedRows listener) {
    throw new UnsupportedOperationException("only a pool makes features");
  }

  /** Its networks by their names in a store. */
  abstract Map<String, Network> networks();

  /** The networks, and what was learned of their answers, begin anew; the rest stays. */
  abstract void learnAnew(long seed);

  @Override
  public abstract void close();
}
