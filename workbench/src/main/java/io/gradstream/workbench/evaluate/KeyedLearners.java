package io.gradstream.workbench.evaluate;

import io.gradstream.learning.EncodedRows;
import io.gradstream.learning.Example;
import io.gradstream.learning.InMemoryLearnerStore;
import io.gradstream.learning.Learner;
import io.gradstream.learning.Scores;
import io.gradstream.learning.drift.ladder.Drift;
import io.gradstream.learning.drift.ladder.Reaction;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.network.plasticity.Activity;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One learner for each model key. A few are resident; the least recently used gives its memory to
 * the next, after its state was put by.
 */
final class KeyedLearners implements AutoCloseable {

  private static final int RESIDENT = 64;
  private static final long GENERATION = 1;

  private final LearnerSpec spec;
  private final long delay;
  private final Map<String, Learner> resident = new LinkedHashMap<>(RESIDENT, 0.75f, true);
  private final Map<String, InMemoryLearnerStore> stores = new HashMap<>();

  KeyedLearners(LearnerSpec spec) {
    this(spec, 0);
  }

  /**
   * @param delay rows after which a label comes; 0: with its own
   */
  KeyedLearners(LearnerSpec spec, long delay) {
    this.spec = spec;
    this.delay = delay;
  }

  /** Lets the rows of a learner with a single model be listened to. */
  void listen(EncodedRows listener) {
    of("").listen(listener);
  }

  void learn(String key, Example example) {
    of(key).learn(example);
  }

  /** Scores an example, learning nothing; a key never learned has its new model. */
  void score(String key, Example example, Scores into) {
    of(key).score(example, into);
  }

  ModelSnapshot snapshot(String key) {
    return of(key).snapshot();
  }

  int keys() {
    return stores.size();
  }

  boolean knows(String key) {
    return stores.containsKey(key);
  }

  /** Scores of all keys together. */
  Scores scores() {
    Scores sum = Scores.of(spec.model().target());
    for (String key : stores.keySet()) {
      sum.add(of(key).scores());
    }
    return sum;
  }

  /** Activity of the network, when there is but one. */
  Optional<Activity> activity() {
    return keys() == 1
        ? Optional.of(of(stores.keySet().iterator().next()).activity())
        : Optional.empty();
  }

  /** What was done about drift, when there is but one. */
  List<Reaction> reactions() {
    return keys() == 1
        ? of(stores.keySet().iterator().next()).drift().map(Drift::reactions).orElse(List.of())
        : List.of();
  }

  /** Examples that no step has learned yet, over all keys. */
  long gathered() {
    return stores.keySet().stream().mapToLong(key -> of(key).gathered()).sum();
  }

  private Learner of(String key) {
    Learner learner = resident.get(key);
    if (learner == null) {
      learner = resident.size() < RESIDENT ? newLearner(key) : evicted();
      learner.read(key, GENERATION, stores.computeIfAbsent(key, k -> new InMemoryLearnerStore()));
      resident.put(key, learner);
    }
    return learner;
  }

  private Learner newLearner(String key) {
    return delay == 0
        ? new Learner(spec, key, GENERATION)
        : Learner.ofLateRows(spec, key, GENERATION, delay);
  }

  private Learner evicted() {
    var eldest = resident.entrySet().iterator();
    Learner learner = eldest.next().getValue();
    eldest.remove();
    learner.write(stores.get(learner.key()));
    return learner;
  }

  @Override
  public void close() {
    resident.values().forEach(Learner::close);
  }
}
