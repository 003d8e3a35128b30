package io.gradstream.learning;

import io.gradstream.features.Event;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.Version;

/**
 * Learns one model key's examples, in the order it is given them, and answers events with the model
 * as it is. The plain class that {@code evaluate} and the Flink job share. Not thread safe; frees
 * its off-heap memory on {@link #close()}.
 */
public final class Learner implements AutoCloseable {

  /** A new learner, with the weights of its seed, at version {@code (generation, 0)}. */
  public Learner(LearnerSpec spec, String key, long generation) {
    throw new UnsupportedOperationException();
  }

  /** Becomes another key's new learner, without giving its memory back. */
  public void startAnew(String key, long generation) {
    throw new UnsupportedOperationException();
  }

  public String key() {
    throw new UnsupportedOperationException();
  }

  /** Read-only: touches no state. */
  public Answer answer(Event event) {
    throw new UnsupportedOperationException();
  }

  /**
   * Gathers the example; when the mini-batch is full, scores it with the model before the step,
   * then steps. While paused, only counts it.
   *
   * @return whether the version advanced
   */
  public boolean learn(Example example) {
    throw new UnsupportedOperationException();
  }

  public void pause() {
    throw new UnsupportedOperationException();
  }

  public void resume() {
    throw new UnsupportedOperationException();
  }

  public void setLearningRate(float learningRate) {
    throw new UnsupportedOperationException();
  }

  public Version version() {
    throw new UnsupportedOperationException();
  }

  public Lineage lineage() {
    throw new UnsupportedOperationException();
  }

  /** Prequential scores of all examples learned so far. Live: reads on as the learner goes on. */
  public Scores scores() {
    throw new UnsupportedOperationException();
  }

  /** Mini-batches that were skipped because loss or gradient was not finite. */
  public long skippedUpdates() {
    throw new UnsupportedOperationException();
  }

  public ModelSnapshot snapshot() {
    throw new UnsupportedOperationException();
  }

  /** Whether anything has changed since the last {@link #write} or {@link #read}. */
  public boolean isDirty() {
    throw new UnsupportedOperationException();
  }

  /** Writes what has changed since the last write, in fresh arrays. */
  public void write(LearnerStore store) {
    throw new UnsupportedOperationException();
  }

  /**
   * Becomes the given key's learner with the stored state; a store without any leaves a new learner
   * at version {@code (generation, 0)}.
   */
  public void read(String key, long generation, LearnerStore store) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
