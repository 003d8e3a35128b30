package io.gradstream.cli.live;

import io.gradstream.local.reports.Standing;
import io.gradstream.local.reports.Standing.Held;
import io.gradstream.local.reports.Standing.ModelScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * One line, now and then, on how any learner does: what it has read, learned and refused, what the
 * rest waits for, and how good its answers were beside the rules that learn nothing. Not thread
 * safe.
 */
public final class LiveLine {

  private final LongSupplier nanoClock;
  private long lastRead;
  private long lastNanos;

  /**
   * @param nanoClock for the speed, for instance {@code System::nanoTime}
   */
  public LiveLine(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    lastNanos = nanoClock.getAsLong();
  }

  /** The line now, with the events a second since the one before. */
  public String next(Standing standing) {
    long now = nanoClock.getAsLong();
    double rate = (standing.read() - lastRead) * 1e9 / Math.max(1, now - lastNanos);
    lastRead = standing.read();
    lastNanos = now;
    return of(standing, words(" (%,.0f/s)", rate));
  }

  /** The line of one moment. */
  public static String of(Standing standing) {
    return of(standing, "");
  }

  private static String of(Standing standing, String rate) {
    List<String> parts = new ArrayList<>();
    parts.add(counts(standing, rate));
    parts.add(scores(standing));
    standing.scores().ifPresent(scores -> parts.add(models(scores)));
    if (standing.paused()) {
      parts.add("paused");
    }
    standing.held().ifPresent(held -> parts.add(held(held)));
    return String.join("; ", parts);
  }

  private static String scores(Standing standing) {
    return standing
        .scores()
        .flatMap(ScoreWords::of)
        .orElse(standing.examples() == 0 ? ScoreWords.NOTHING_LEARNED : ScoreWords.NO_SCORE);
  }

  private static String counts(Standing standing, String rate) {
    List<String> parts = new ArrayList<>();
    parts.add(words("%,d read", standing.read()) + rate);
    if (standing.answers() > 0 && standing.answers() < standing.read()) {
      parts.add(words("%,d answered", standing.answers()));
    }
    parts.add(words("%,d learned", standing.examples()));
    addCount(standing.missed(), "without a label in time", parts);
    addCount(standing.waiting().forLabels(), "wait for labels", parts);
    addCount(standing.waiting().forNewer(), "wait for newer events", parts);
    addCount(standing.dead(), standing.dead() == 1 ? "dead letter" : "dead letters", parts);
    long tombstones = standing.leftOut().tombstones();
    addCount(tombstones, tombstones == 1 ? "tombstone" : "tombstones", parts);
    if (standing.leftOut().unlikelyTimes() > 0) {
      parts.add("times that look like seconds (events.unit)");
    }
    return String.join(", ", parts);
  }

  private static void addCount(long count, String what, List<String> parts) {
    if (count > 0) {
      parts.add(words("%,d %s", count, what));
    }
  }

  private static String models(ModelScores scores) {
    return scores.models() == 1
        ? "model " + scores.version()
        : words("%,d models, %s the latest", scores.models(), scores.version());
  }

  private static String held(Held held) {
    return words(
        "learning waits for %s, which has stood still for %,d s while %,d records came",
        held.partition(), held.millis() / 1000, held.records());
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
