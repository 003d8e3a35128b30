package io.gradstream.learning;

import io.gradstream.features.Event;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.RowLoss;
import io.gradstream.network.Activity;
import io.gradstream.network.StepResult;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.Version;

/**
 * What a learner teaches: one network, or a pool of them; with its scores. Not thread safe; frees
 * its off-heap memory on {@link #close()}.
 */
abstract sealed class Trainee implements AutoCloseable permits NetworkTrainee, PoolTrainee {

  static Trainee of(LearnerSpec spec, String key) {
    return spec.model().pool().isPresent()
        ? new PoolTrainee(spec, key)
        : new NetworkTrainee(spec, key, new NetworkStep());
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

  /** Writes what has changed since the last write. */
  abstract void write(LearnerStore store);

  /** Reads into one that was just started anew; what was never written is as the seed makes it. */
  abstract void read(LearnerStore store);

  /** What there is now is what is stored. */
  abstract void markClean();

  @Override
  public abstract void close();
}
