package io.gradstream.local;

import io.gradstream.local.JobCondition.CannotRead;
import io.gradstream.local.JobCondition.Failed;
import io.gradstream.local.JobCondition.Runs;
import io.gradstream.local.JobCondition.Stopped;
import io.gradstream.local.JobCondition.Waits;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Watches one job by Flink's REST interface, and says whenever it restarts, and why. Used by one
 * thread.
 *
 * <p>A checkpoint counts as unreadable when the job, restored from it, failed several times in a
 * row while its tasks read their state, and neither Kafka nor the network nor a lack of memory was
 * the cause. What a task reads without a complaint is not recognised: a bit that is another one
 * within a weight.
 */
public final class JobWatch {

  /** Failures in a row of a job that starts; the first restarts are a second apart. */
  private static final int ENOUGH_AT_START = 3;

  /** Of one that ran: its disk may be away for half a minute. */
  private static final int ENOUGH_LATER = 10;

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration PAUSE_AT_START = Duration.ofMillis(200);
  private static final Duration PAUSE_LATER = Duration.ofSeconds(2);

  private static final Set<String> FAILED = Set.of("FAILING", "FAILED"); // for good
  private static final Set<String> STOPPED = Set.of("FINISHED", "CANCELED");

  private final FlinkRest rest;
  private final String job;
  private final Consumer<String> tell;
  private long newest; // time of the newest failure seen
  private int unreadable; // failures in a row that were of the state
  private String cause = "";
  private boolean runs;
  private boolean ran;

  /**
   * @param tell takes what the job does, for instance {@code restarts: CAUSE}
   */
  public JobWatch(FlinkRest rest, String job, Consumer<String> tell) {
    this.rest = rest;
    this.job = job;
    this.tell = tell;
  }

  /** Waits until a cluster has a job, and returns its id. */
  public static String awaitOnlyJob(FlinkRest rest, Runnable requireAlive) {
    while (true) {
      requireAlive.run();
      Optional<String> job = onlyJob(rest);
      if (job.isPresent()) {
        return job.get();
      }
      pause(PAUSE_AT_START);
    }
  }

  private static Optional<String> onlyJob(FlinkRest rest) {
    try {
      return rest.jobs().stream().map(FlinkRest.Job::id).findFirst();
    } catch (FlinkRestException | UncheckedIOException e) {
      return Optional.empty(); // it is still starting
    }
  }

  /**
   * Waits until the job runs, ends, or will not run. Time in which it reads its state is not
   * counted: that may be much.
   *
   * @param requireAlive throws when there is nothing to wait for any more
   */
  public JobCondition awaitRunning(Runnable requireAlive) {
    Duration waited = Duration.ZERO;
    while (waited.compareTo(PATIENCE) < 0) {
      requireAlive.run();
      Optional<JobCondition> now = look(ENOUGH_AT_START);
      if (now.isPresent()) {
        return now.get();
      }
      pause(PAUSE_AT_START);
      waited = isReadingState() ? waited : waited.plus(PAUSE_AT_START);
    }
    return new Waits(waited, cause);
  }

  /**
   * Says what the job does until it ends or cannot be restored.
   *
   * @param atEachLook is run every two seconds; throws when there is nothing to watch any more
   */
  public JobCondition follow(Runnable atEachLook) {
    while (true) {
      atEachLook.run();
      Optional<JobCondition> now = look(ENOUGH_LATER);
      if (now.isPresent() && !(now.get() instanceof Runs)) {
        return now.get();
      }
      pause(PAUSE_LATER);
    }
  }

  private Optional<JobCondition> look(int enough) {
    try {
      String state = rest.job(job).state();
      lookAtFailures(!FAILED.contains(state));
      if (unreadable >= enough) {
        return rest.checkpoints(job).restoredFrom().map(place -> new CannotRead(place, cause));
      }
      if (state.equals("FAILED")) {
        return Optional.of(new Failed(cause.isEmpty() ? rootCause() : cause));
      } else if (STOPPED.contains(state)) {
        return Optional.of(new Stopped());
      }
      return isRunning() ? Optional.of(new Runs()) : Optional.empty();
    } catch (FlinkRestException | UncheckedIOException e) {
      return Optional.empty(); // no answer now; whether it lives, others know
    }
  }

  /** Of a job that did not come to have tasks. */
  private String rootCause() {
    return rest.rootException(job).map(trace -> new JobFailure(0, "", trace).cause()).orElse("");
  }

  /**
   * @param isTold whether it restarts after them
   */
  private void lookAtFailures(boolean isTold) {
    List<JobFailure> failures = new ArrayList<>(rest.failures(job));
    Collections.reverse(failures);
    for (JobFailure failure : failures) {
      if (failure.time() > newest) {
        newest = failure.time();
        unreadable = failure.isOfState() ? unreadable + 1 : 0;
        cause = failure.cause();
        runs = false;
        if (isTold) {
          tell.accept("restarts: " + cause);
        }
      }
    }
  }

  private boolean isRunning() {
    boolean running = rest.isRunning(job);
    if (running && !runs) {
      unreadable = 0;
      if (ran) {
        tell.accept("runs again");
      }
    }
    runs = running;
    ran |= running;
    return running;
  }

  private boolean isReadingState() {
    try {
      return rest.isReadingState(job);
    } catch (FlinkRestException | UncheckedIOException e) {
      return false;
    }
  }

  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("interrupted while watching a job");
    }
  }
}
