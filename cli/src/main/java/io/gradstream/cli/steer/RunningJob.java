package io.gradstream.cli.steer;

import io.gradstream.cli.running.LearnerRunning;
import io.gradstream.cli.running.StateFolder;
import io.gradstream.cli.topics.KafkaAccess;
import io.gradstream.jobs.LearnerHistory;

/** The job that an order about a model is for. */
final class RunningJob {

  private RunningJob() {}

  /**
   * @param otherwise what to do where it does not run, a sentence or two
   * @throws IllegalStateException when it does not
   */
  static void require(String learner, KafkaAccess kafka, StateFolder state, String otherwise) {
    try (LearnerHistory history = kafka.history(learner)) {
      LearnerRunning running = LearnerRunning.of(learner, state, history);
      if (!running.isRunning()) {
        throw new IllegalStateException(
            "%s %s. %s".formatted(learner, running.toText(), otherwise));
      }
    }
  }
}
