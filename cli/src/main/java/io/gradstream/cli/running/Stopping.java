package io.gradstream.cli.running;

import io.gradstream.local.CheckpointSums;
import io.gradstream.local.FlinkRest;
import io.gradstream.local.Folders;
import io.gradstream.local.RetainedCheckpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Stops a learner's job with a savepoint, which lies with its checkpoints: the next deploy goes on
 * from it.
 */
public final class Stopping {

  /** Savepoints of stops before; each holds all of the learner's state. */
  private static final int KEPT = 3;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

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

  /** The session cluster's job that was noted last, whether it still runs or ended by itself. */
  public Optional<RunRecord> session() {
    return LearnerLock.read(state, learner).filter(RunRecord::isSession);
  }

  /** Whether a run of that number was one of this state folder's, the last one, and is over. */
  public boolean hasRun(long number) {
    return LearnerLock.read(state, learner).filter(last -> isOver(last, number)).isPresent();
  }

  /**
   * Whether a record is of the run of that number, and that is over.
   *
   * @param last of whoever does not hold the lock
   */
  static boolean isOver(RunRecord last, long number) {
    return last.run() != null
        && last.run() == number
        && !(last.isSession() && SessionJob.of(last) == SessionJob.UNKNOWN);
  }

  /** Whether a session cluster still has the job. */
  static boolean isRunning(RunRecord session) {
    return SessionJob.of(session) == SessionJob.RUNS;
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
    noteEnd(run, savepoint);
    return savepoint;
  }

  /** Of a job that has nobody who holds the lock. */
  private void noteEnd(RunRecord run, String savepoint) throws IOException {
    if (!run.isSession()) {
      return;
    }
    Optional<LearnerLock> free = LearnerLock.take(state, learner, Duration.ZERO);
    if (free.isPresent()) { // else whoever takes it over has it, and notes that down
      try (LearnerLock lock = free.get()) {
        lock.write(run.ended(savepoint));
      }
    }
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
    String savepoint = stop(cluster, job);
    Optional<RunRecord> noted = session().filter(run -> job.equals(run.job()));
    if (noted.isPresent()) {
      noteEnd(noted.get(), savepoint);
    }
    return savepoint;
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
    noteSums();
    return savepoint;
  }

  private void noteSums() {
    try {
      CheckpointSums.note(state.checkpoints(learner));
    } catch (IOException | UncheckedIOException e) {
      // there is a savepoint, and it can be gone on from without
    }
  }

  /** Ends whoever runs the learner, as Ctrl-C does; its newest checkpoint stays. */
  public void end(RunRecord run) throws IOException {
    if (run.isSession()) {
      new FlinkRest(URI.create(run.flink())).cancel(run.job());
      noteEnd(run, null);
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
