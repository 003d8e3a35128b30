package io.gradstream.faults.soak;

import io.gradstream.local.reports.LearnerReports;
import io.gradstream.local.reports.Standing;
import java.time.Duration;

/** Waits until the learner says what became of everything that was sent. */
final class Settling {

  private static final Duration POLL = Duration.ofMillis(200);

  private final LearnerReports reports;

  Settling(LearnerReports reports) {
    this.reports = reports;
  }

  /** Where the learner stands when it has settled everything, or after so long without news. */
  Standing await(Due due, Duration patience, Runnable check) {
    Standing standing = reports.poll(POLL);
    long news = System.nanoTime();
    while (!isSettled(standing, due) && System.nanoTime() - news < patience.toNanos()) {
      check.run();
      Standing next = reports.poll(POLL);
      news = next.equals(standing) ? news : System.nanoTime();
      standing = next;
    }
    return standing;
  }

  /** Whether there is nothing left to come; whether it is what was due is another question. */
  private static boolean isSettled(Standing standing, Due due) {
    return standing.settled() >= due.events()
        && standing.examples() >= due.learned()
        && standing.dead() >= due.dead();
  }
}
