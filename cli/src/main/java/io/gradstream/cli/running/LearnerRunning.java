package io.gradstream.cli.running;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.jobs.LearnerHistory;
import io.gradstream.jobs.LearnerHistory.Begun;
import java.util.Optional;

/** Whether a learner runs, and where. */
public sealed interface LearnerRunning {

  /** From the state folder of this machine. */
  record Here(RunRecord run) implements LearnerRunning {}

  /** By a deploy of another folder or machine. */
  record Elsewhere(Begun run) implements LearnerRunning {}

  /**
   * It does not.
   *
   * @param last absent: it never has
   */
  record Not(Optional<Begun> last) implements LearnerRunning {}

  static LearnerRunning of(String learner, StateFolder state, LearnerHistory history) {
    Stopping here = new Stopping(state, learner);
    Optional<RunRecord> run = here.running();
    if (run.isPresent()) {
      return new Here(run.get());
    }
    Optional<Begun> last = history.lastRun();
    boolean isElsewhere =
        last.filter(begun -> !here.hasRun(begun.run())).isPresent()
            && history.isRunningByItsClock();
    return isElsewhere ? new Elsewhere(last.get()) : new Not(last);
  }

  default boolean isRunning() {
    return !(this instanceof Not);
  }

  /** In words. */
  default String toText() {
    if (this instanceof Here here) {
      return "runs: " + here.run().where();
    } else if (this instanceof Elsewhere elsewhere) {
      return "runs, deployed elsewhere: run %d, begun %s"
          .formatted(elsewhere.run().run(), elsewhere.run().began());
    }
    return ((Not) this)
        .last()
        .map(run -> "does not run; its last run, %d, began %s".formatted(run.run(), run.began()))
        .orElse("has never run");
  }

  /** As JSON, in a line. */
  default ObjectNode toJson(String learner) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("learner", learner)
            .put("running", isRunning())
            .put("words", toText());
    if (this instanceof Here here) {
      json.put("flink", here.run().flink()).put("pid", here.run().pid());
    }
    return json;
  }
}
