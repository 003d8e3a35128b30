package io.gradstream.operators.learn;

import io.gradstream.learning.Learner;
import io.gradstream.learning.LearnerStore;
import io.gradstream.learning.Resident;
import io.gradstream.learning.ResidentLearners;
import io.gradstream.learning.change.StoredLearners;
import io.gradstream.learning.spec.LearnerSpec;
import java.util.function.Consumer;

/**
 * Where the models of a job lie: in keyed state, each under its key, written under the spec in
 * force or one before. Not thread safe.
 */
final class LearnersInState implements ResidentLearners.Home, AutoCloseable {

  private final InForce inForce;
  private final LearnerStore store; // of the current key
  private final Consumer<String> keys;
  private final Consumer<Resident> leaving;
  private final StoredLearners stored;

  /**
   * @param store of whichever key is current
   * @param keys makes a key the current one
   * @param leaving told of a model before it leaves memory
   */
  LearnersInState(
      InForce inForce, LearnerStore store, Consumer<String> keys, Consumer<Resident> leaving) {
    this.inForce = inForce;
    this.store = store;
    this.keys = keys;
    this.leaving = leaving;
    stored = new StoredLearners(inForce.history(), LearnerSpec::newLearner);
  }

  @Override
  public LearnerStore store(String key) {
    keys.accept(key);
    return store;
  }

  @Override
  public Learner newLearner(String key) {
    return inForce.history().spec().newLearner(key, inForce.history().generation());
  }

  @Override
  public void read(Learner learner, String key, LearnerStore from) {
    stored.read(learner, key, from);
  }

  @Override
  public void leaves(Resident resident) {
    leaving.accept(resident);
  }

  @Override
  public void close() {
    stored.close();
  }
}
