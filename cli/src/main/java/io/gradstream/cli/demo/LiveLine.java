package io.gradstream.cli.demo;

import io.gradstream.local.QueryClient.Answer;
import io.gradstream.local.reports.Standing;
import io.gradstream.local.reports.Standing.ModelScores;
import java.util.Locale;
import java.util.Optional;

/** One line a second on how the learner is doing. Not thread safe. */
final class LiveLine {

  private long lastSettled;
  private long lastNanos = System.nanoTime();

  /**
   * @param served what the query service said last
   */
  String next(Standing standing, Optional<Answer> served) {
    long now = System.nanoTime();
    double rate = (standing.settled() - lastSettled) * 1e9 / Math.max(1, now - lastNanos);
    lastSettled = standing.settled();
    lastNanos = now;
    return String.format(Locale.ROOT, "%,9d events  %,7.0f/s", standing.settled(), rate)
        + standing.scores().map(LiveLine::scores).orElse("  no scores yet")
        + served.map(LiveLine::served).orElse("  no model served yet");
  }

  private static String scores(ModelScores scores) {
    return String.format(
        Locale.ROOT,
        "  accuracy %5.2f %% (no-change %5.2f, majority %5.2f)  AUC %.3f",
        100 * scores.accuracy(),
        100 * scores.noChange(),
        100 * scores.majority(),
        scores.auc());
  }

  private static String served(Answer answer) {
    return String.format(
        Locale.ROOT, "  model %s, %.1f s old", answer.modelVersion(), answer.ageMillis() / 1000.0);
  }
}
