package io.gradstream.serving.page;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A board for each learner that is watched, of the first {@value #MOST}. Thread safe. */
final class Boards {

  static final int MOST = 100;

  private final Map<String, Board> byLearner = new ConcurrentHashMap<>();
  private volatile String trouble = "Kafka has not answered yet";

  /** The learner's board; nothing when there are as many as there may be. Called by one thread. */
  Optional<Board> watch(String learner) {
    if (byLearner.size() < MOST) {
      byLearner.computeIfAbsent(learner, name -> new Board());
    }
    return find(learner);
  }

  Optional<Board> find(String learner) {
    return Optional.ofNullable(byLearner.get(learner));
  }

  /** Forgets all: their topics are read anew. */
  void clear() {
    byLearner.clear();
  }

  /**
   * @param why Kafka cannot be read; empty when it can
   */
  void trouble(String why) {
    trouble = why;
  }

  String trouble() {
    return trouble;
  }
}
