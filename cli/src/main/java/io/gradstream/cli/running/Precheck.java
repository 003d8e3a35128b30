package io.gradstream.cli.running;

import io.gradstream.jobs.LearnerHistory;
import io.gradstream.jobs.LearnerHistory.Begun;
import io.gradstream.local.FlinkPath;
import io.gradstream.local.RetainedCheckpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is looked at before a learner is deployed: that nobody runs it, from here or elsewhere, and
 * that its state is at hand when it has learned something already.
 *
 * @param history what its topics say of it; absent where this machine does not reach Kafka
 * @param tell takes what is being done about it
 */
public record Precheck(
    StateFolder state, String learner, Optional<LearnerHistory> history, Consumer<String> tell) {

  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  /**
   * Takes the learner for this process.
   *
   * @param takesOver whether whoever runs it is stopped; otherwise that is an error
   */
  public Holding hold(String brokers, boolean takesOver) throws IOException {
    Optional<RunRecord> last = LearnerLock.read(state, learner);
    RunRecord anew = RunRecord.ofThisProcess(learner, brokers);
    RunRecord ours = last.map(anew::after).orElse(anew);
    Optional<String> obstacle = state.obstacleToRecords();
    if (obstacle.isPresent()) {
      tell.accept("is not noted down on this machine: " + obstacle.get());
      return new Holding(Optional.empty(), ours, Optional.empty());
    }
    Optional<LearnerLock> lock = LearnerLock.take(state, learner, A_MOMENT);
    if (lock.isEmpty()) {
      return takeFrom(last.orElse(ours), ours, takesOver);
    }
    try {
      return new Holding(lock, ours, requireNobody(last, takesOver));
    } catch (IOException | RuntimeException e) {
      lock.get().close();
      throw e;
    }
  }

  private Holding takeFrom(RunRecord holder, RunRecord ours, boolean takesOver) throws IOException {
    requireLeave(
        takesOver,
        "runs already: %s with its state in %s".formatted(holder.where(), state.folder()),
        state.option());
    if (!holder.isHere()) {
      tell.accept("runs on %s, and is shut out there".formatted(holder.host()));
      return new Holding(Optional.empty(), ours, Optional.empty());
    }
    Optional<String> savepoint = stop(holder);
    Optional<LearnerLock> lock = LearnerLock.take(state, learner, A_MOMENT);
    if (lock.isEmpty()) {
      throw new IllegalStateException(
          "learner %s is being deployed by someone else, too".formatted(learner));
    }
    return new Holding(lock, ours, savepoint);
  }

  /** Stops whoever runs it on a cluster, and returns what that has left. */
  private Optional<String> requireNobody(Optional<RunRecord> last, boolean takesOver)
      throws IOException {
    Optional<RunRecord> session = last.filter(RunRecord::isSession).filter(Stopping::isRunning);
    if (session.isPresent()) {
      requireLeave(takesOver, "runs already: " + session.get().where(), state.option());
      return stop(session.get());
    }
    boolean isLast = history.isEmpty() || !hasRunElsewhere(history.get(), last, takesOver);
    return isLast ? last.map(RunRecord::savepoint) : Optional.empty();
  }

  /**
   * Whether somebody else has run it last; it is an error when that one still does and may not be
   * taken from.
   */
  private boolean hasRunElsewhere(
      LearnerHistory topics, Optional<RunRecord> last, boolean takesOver) {
    Optional<Begun> begun =
        topics.lastRun().filter(run -> last.filter(of -> Stopping.isOver(of, run.run())).isEmpty());
    if (begun.isEmpty()) {
      return false;
    }
    Begun run = begun.get();
    tell.accept(
        "was deployed %s (run %d, begun %s): looks for some seconds whether that goes on"
            .formatted(
                last.flatMap(of -> silent(of, run)).orElse("elsewhere"), run.run(), run.began()));
    if (topics.isRunning()) {
      requireLeave(
          takesOver,
          "runs already, deployed %s: run %d, begun %s, completes checkpoints now"
              .formatted(
                  last.flatMap(of -> silent(of, run))
                      .orElse("from another state folder than " + state.folder()),
                  run.run(),
                  run.began()),
          "");
      tell.accept("runs elsewhere, and is shut out there");
    }
    return true;
  }

  /** Where the run is, if it is one of a cluster that gives no answer. */
  private static Optional<String> silent(RunRecord last, Begun run) {
    return last.isSession() && last.run() != null && last.run() == run.run()
        ? Optional.of("to the cluster %s, which gives no answer".formatted(last.flink()))
        : Optional.empty();
  }

  /**
   * @param option that names the state folder it was deployed from, as far as that is known
   */
  private void requireLeave(boolean takesOver, String words, String option) {
    if (!takesOver) {
      throw new IllegalStateException(
          """
          learner %1$s %2$s
          To end it, where it was deployed: gradstream stop %1$s%3$s. To go on from it with this deploy: --take-over"""
              .formatted(learner, words, option));
    }
  }

  private Optional<String> stop(RunRecord holder) throws IOException {
    Stopping stopping = new Stopping(state, learner);
    tell.accept("runs already and is stopped: " + holder.where());
    try {
      String savepoint = stopping.stop(holder);
      tell.accept("has left the savepoint " + savepoint);
      return Optional.of(savepoint);
    } catch (RuntimeException e) {
      if (holder.isSession()) {
        throw new IllegalStateException(
            "learner %s cannot be taken over, there is no savepoint: %s. Cancel its job, and name a checkpoint with --from"
                .formatted(learner, e.getMessage()),
            e);
      }
      tell.accept("made no savepoint (%s) and is ended".formatted(e.getMessage()));
      stopping.end(holder);
      return Optional.empty();
    }
  }

  /**
   * What the learner goes on from, as Flink writes places.
   *
   * @param holding how it was taken
   * @param isLocal whether its checkpoints are here, and it goes on from the newest by itself
   * @param isAnew whether it is to start without state
   * @throws IllegalStateException when it has learned something, and nothing of that is here
   */
  public Optional<String> start(Holding holding, boolean isLocal, boolean isAnew)
      throws IOException {
    if (isAnew) {
      return Optional.empty();
    }
    Optional<String> left = holding.savepoint().filter(place -> !isLocal || isThere(place));
    if (left.isPresent()) {
      return left;
    }
    Optional<String> newest = isLocal ? state.newest(learner).map(FlinkPath::of) : Optional.empty();
    if (newest.isEmpty()) {
      requireUnknown(isLocal);
    }
    return newest;
  }

  private static boolean isThere(String place) {
    return !FlinkPath.isLocal(place) || RetainedCheckpoints.isOne(FlinkPath.toPath(place));
  }

  private void requireUnknown(boolean isLocal) throws IOException {
    Optional<LearnerHistory.Published> models = history.flatMap(LearnerHistory::models);
    Optional<Path> before = state.ofBefore(learner);
    if (models.isEmpty()) {
      before.ifPresent(
          folder ->
              tell.accept(
                  "has checkpoints in ./%s, which --state %1$s would go on from"
                      .formatted(folder)));
      return;
    }
    throw new IllegalStateException(
        """
        learner %s has published models already%s, and %s.
        Without a checkpoint it learns anew, from where its events start, answers them again, and its versions are of a new generation.
        %s, or give --anew if that is meant."""
            .formatted(
                learner,
                models
                    .get()
                    .newest()
                    .map(of -> ", the newest %s".formatted(of.version()))
                    .orElse(""),
                isLocal
                    ? "there is no checkpoint of it in " + state.checkpoints(learner)
                    : "on a session cluster of yours it does not go on by itself",
                before
                    .map(
                        folder ->
                            "Its checkpoints are in ./%s: give --state %1$s".formatted(folder))
                    .orElse(
                        "Name its state folder with --state, or a checkpoint or savepoint with --from")));
  }
}
