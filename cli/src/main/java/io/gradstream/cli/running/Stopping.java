package io.gradstream.cli.running;

import io.gradstream.local.FlinkRest;
import io.gradstream.local.FlinkRestException;
import io.gradstream.local.Folders;
import io.gradstream.local.RetainedCheckpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Stops a learner's job with a savepoint, which lies with its checkpoints: the next deploy goes on
 * from it.
 */
public final class Stopping {

  /** Savepoints of stops before; each holds all of the learner's state. */
  private static final int KEPT = 3;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Set<String> OVER = Set.of("FINISHED", "CANCELED", "FAILED", "SUSPENDED");

  private final StateFolder state;
  private final String learner;

  public Stopping(StateFolder state, String learner) {
    this.state = state;
    this.learner = learner;
  }

  /** Who runs the learner from this state folder, if anybody does. */
  public Optional<RunRecord> running() {
    Optional<RunRecord> last = LearnerLock.read(state, learner);
    if (LearnerLock.isHeld(state, learner)) {
      return last;
    }
    return last.filter(RunRecord::isSession).filter(Stopping::isRunning);
  }

  /** Whether a run of that number was one of this state folder's, the last one. */
  public boolean hasRun(long number) {
    return LearnerLock.read(state, learner)
        .map(RunRecord::run)
        .filter(last -> last == number)
        .isPresent();
  }

  /** Whether a session cluster still has the job. */
  static boolean isRunning(RunRecord session) {
    try {
      FlinkRest cluster = new FlinkRest(URI.create(session.flink()));
      return !OVER.contains(cluster.job(session.job()).state());
    } catch (FlinkRestException | UncheckedIOException e) {
      return false; // the cluster knows no such job, or is gone itself
    }
  }

  /**
   * Stops the job that a record tells of, and waits until its deploy has ended.
   *
   * @return where its savepoint is
   * @throws IllegalStateException when that does not come to be; the job may run on
   */
  public String stop(RunRecord run) throws IOException {
    if (run.job() == null) {
      throw new IllegalStateException("it is still starting and has nothing to save");
    }
    String savepoint = stop(new FlinkRest(URI.create(run.flink())), run.job());
    requireEnded(run);
    return savepoint;
  }

  /** Stops the learner's job of a session cluster. */
  public String stop(URI flink) throws IOException {
    FlinkRest cluster = new FlinkRest(flink);
    String job =
        cluster
            .running(learner)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no job '%s' runs on the cluster at %s".formatted(learner, flink)));
    return stop(cluster, job);
  }

  private String stop(FlinkRest cluster, String job) throws IOException {
    String savepoint =
        cluster.checkpoints(job).stopWithSavepoint(state.savepoints(learner), PATIENCE);
    for (var older :
        RetainedCheckpoints.in(state.savepoints(learner)).newestFirst().stream()
            .skip(KEPT)
            .toList()) {
      Folders.remove(older);
    }
    return savepoint;
  }

  /** Ends whoever runs the learner, as Ctrl-C does; its newest checkpoint stays. */
  public void end(RunRecord run) throws IOException {
    if (run.isSession()) {
      new FlinkRest(URI.create(run.flink())).cancel(run.job());
      return;
    }
    if (!run.isHere()) {
      throw new IllegalStateException("it runs on %s: end it there".formatted(run.host()));
    }
    ProcessHandle.of(run.pid()).ifPresent(ProcessHandle::destroy);
    requireEnded(run);
  }

  private void requireEnded(RunRecord run) throws IOException {
    if (run.isSession()) {
      return;
    }
    try (LearnerLock free =
        LearnerLock.take(state, learner, PATIENCE)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "its job has ended and its process has not: " + run.where()))) {
      free.requireHeld();
    }
  }
}
