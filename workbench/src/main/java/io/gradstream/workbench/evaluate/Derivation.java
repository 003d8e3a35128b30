package io.gradstream.workbench.evaluate;

import io.gradstream.learning.Learner;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.schemas.Version;
import java.util.List;
import java.util.Optional;

/**
 * A version of a model, learned again from nothing by what its learner's topics hold, as its job
 * learned it: the same classes, the same order, the same bits. Not thread safe.
 */
public final class Derivation {

  private final String key;
  private final Version version;
  private Optional<ModelSnapshot> model = Optional.empty();
  private long steps;

  private Derivation(String key, Version version) {
    this.key = key;
    this.version = version;
  }

  /**
   * Learns until the version is there, or all is learned. Of each partition no more is read than
   * that takes: the records read determine the version.
   *
   * @param key whose model; empty for the only one
   * @param partitions of all its topics, from their first records on
   * @param orders what was ordered meanwhile
   */
  public static Derivation of(
      LearnerSpec spec, String key, Version version, List<Partition> partitions, Orders orders) {
    Derivation derivation = new Derivation(key, version);
    try (KeyedLearners learners =
        KeyedLearners.again(
            spec,
            version.generation(),
            orders,
            learner -> {
              orders.learned(learner);
              derivation.learned(learner);
            })) {
      new TopicPass(spec, learners, partitions).until(derivation::isDone);
      if (!derivation.isDone()) {
        learners.end();
      }
    }
    return derivation;
  }

  private void learned(Learner learner) {
    if (learner.key().equals(key) && !isDone()) {
      steps = learner.version().step();
      if (steps == version.step()) {
        model = Optional.of(learner.snapshot());
      }
    }
  }

  private boolean isDone() {
    return model.isPresent();
  }

  /** The model of the version; empty when the topics hold too little for it. */
  public Optional<ModelSnapshot> model() {
    return model;
  }

  /** Steps that the model has made in the end. */
  public long steps() {
    return steps;
  }
}
