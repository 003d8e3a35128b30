package io.gradstream.serving.models;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The models of every learner followed. Thread safe. */
public final class ModelStore implements AutoCloseable {

  private final Map<String, LearnerModels> learners = new ConcurrentSkipListMap<>();
  private final long limitBytes;
  private volatile boolean caughtUp;

  /**
   * @param limitBytes most memory of one learner's models
   */
  public ModelStore(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** The learner's models; from now on the learner is known. */
  public LearnerModels follow(String learner) {
    return learners.computeIfAbsent(learner, name -> new LearnerModels(name, limitBytes));
  }

  public Optional<LearnerModels> find(String learner) {
    return Optional.ofNullable(learners.get(learner));
  }

  public List<String> learners() {
    return List.copyOf(learners.keySet());
  }

  /** Every models topic there was at the start has been read to the end it had then. */
  public void caughtUp() {
    caughtUp = true;
  }

  boolean isCaughtUp() {
    return caughtUp;
  }

  /** Caught up, and at least one model is there. */
  public boolean isReady() {
    return caughtUp && learners.values().stream().anyMatch(LearnerModels::isReady);
  }

  @Override
  public void close() {
    learners.values().forEach(LearnerModels::close);
  }
}
