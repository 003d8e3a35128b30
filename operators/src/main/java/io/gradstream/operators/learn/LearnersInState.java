package io.gradstream.operators.learn;

import io.gradstream.learning.LearnerStore;
import io.gradstream.learning.challengers.Contest;
import io.gradstream.learning.challengers.StoredContests;
import io.gradstream.learning.change.IncompatibleStateException;
import io.gradstream.learning.change.SpecHistory;
import io.gradstream.learning.resident.Resident;
import io.gradstream.learning.resident.ResidentLearners;
import io.gradstream.learning.spec.LearnerSpec;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Where the models of a job lie: in keyed state, each under its key, written under the spec in
 * force or one before. Not thread safe.
 */
final class LearnersInState implements ResidentLearners.Home, AutoCloseable {

  private final InForce inForce;
  private final LearnerStore store; // of the current key
  private final Consumer<String> keys;
  private final Consumer<Resident> leaving;
  private final StoredContests stored;

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
    stored = new StoredContests(inForce.history(), LearnerSpec::newLearner);
  }

  @Override
  public LearnerStore store(String key) {
    keys.accept(key);
    return store;
  }

  @Override
  public Contest newContest(String key) {
    SpecHistory history = inForce.history();
    return new Contest(history.spec(), LearnerSpec::newLearner, key, history.generation());
  }

  @Override
  public void read(Contest contest, String key, LearnerStore from) {
    stored.read(contest, key, from);
  }

  /**
   * Looks whether those who answer are still in the spec.
   *
   * @param models whose state knows of challengers
   * @throws SuppressRestartsException when one is not: a restart changes nothing
   */
  void requireChampions(Stream<String> models) {
    try {
      models.forEach(key -> stored.requireChampion(store(key)));
    } catch (IncompatibleStateException e) {
      throw new SuppressRestartsException(e);
    }
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
