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
  private volatile String trouble = "Kafka has not answered yet";

  /**
   * @param limitBytes most memory of all models, of which each learner has an equal part
   */
  public ModelStore(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** The learner's models; from now on the learner is known. */
  public LearnerModels follow(String learner) {
    return learners.computeIfAbsent(learner, name -> new LearnerModels(name, this::part));
  }

  private long part() {
    return limitBytes / Math.max(1, learners.size());
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

  /** Learners that are known to have published nothing that could be held. */
  List<LearnerModels> waiting() {
    return learners.values().stream().filter(LearnerModels::isWaiting).toList();
  }

  /**
   * @param why Kafka cannot be read; empty when it can
   */
  void trouble(String why) {
    trouble = why;
  }

  /** Why no model can come, of whichever learner. */
  public Optional<String> trouble() {
    return Optional.of(trouble).filter(why -> !why.isEmpty());
  }

  /** What is waited for while nothing is ready. */
  public String obstacle() {
    return trouble()
        .orElseGet(
            () ->
                learners.isEmpty()
                    ? "no models topic has been found yet"
                    : learners.values().stream()
                        .filter(learner -> !learner.isReady())
                        .findFirst()
                        .map(learner -> learner.learner() + ": " + learner.obstacle())
                        .orElse("the models topics are being read"));
  }

  @Override
  public void close() {
    learners.values().forEach(LearnerModels::close);
  }
}
