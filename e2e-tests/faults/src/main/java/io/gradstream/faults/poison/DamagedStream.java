package io.gradstream.faults.poison;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.local.reports.LearnerReports;
import io.gradstream.local.reports.Standing;
import java.time.Duration;

/**
 * Feeds a running learner many good events and one record of each kind of damage for every hundred
 * of them, and finds out what became of each.
 */
public final class DamagedStream {

  private static final Duration PATIENCE = Duration.ofMinutes(2); // without any news

  private final LearnerSpec spec;
  private final String brokers;

  /**
   * @param spec of {@link DamagedLearner}, whose job runs and whose topics are there
   */
  public DamagedStream(LearnerSpec spec, String brokers) {
    this.spec = spec;
    this.brokers = brokers;
  }

  /**
   * Returns when everything is settled, or when nothing more comes.
   *
   * @param requireAlive throws when there is no sense in waiting any longer
   */
  public DamageReport run(long events, Runnable requireAlive) {
    long start = System.nanoTime();
    DueLetters due = new DueLetters();
    try (LearnerReports reports = new LearnerReports(spec.name(), brokers);
        DeadLetterReader letters = new DeadLetterReader(spec.name(), brokers);
        DamagedFeed feed = new DamagedFeed(spec, brokers, due)) {
      long unlabelled = feed.send(events);
      Standing standing = settle(events + unlabelled, due, reports, letters, requireAlive);
      return new DamageReport(events, unlabelled, standing, due, (System.nanoTime() - start) / 1e9);
    }
  }

  private static Standing settle(
      long events,
      DueLetters due,
      LearnerReports reports,
      DeadLetterReader letters,
      Runnable requireAlive) {
    Standing standing = reports.poll(Duration.ofMillis(100));
    long dead = 0;
    long news = System.nanoTime();
    while (System.nanoTime() - news < PATIENCE.toNanos()) {
      requireAlive.run();
      letters.poll(due);
      Standing next = reports.poll(Duration.ofMillis(100));
      if (isSettled(events, next, due)) {
        return next;
      }
      if (!next.equals(standing) || due.dead() != dead) {
        news = System.nanoTime();
      }
      standing = next;
      dead = due.dead();
    }
    return standing;
  }

  private static boolean isSettled(long events, Standing standing, DueLetters due) {
    return standing.joined() + standing.missed() >= events
        && standing.examples() >= standing.joined()
        && standing.dead() >= due.sent()
        && due.dead() >= due.sent();
  }
}
