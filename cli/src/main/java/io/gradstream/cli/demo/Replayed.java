package io.gradstream.cli.demo;

import io.gradstream.cli.feed.FeedRecord;
import io.gradstream.local.reports.Standing;
import io.gradstream.local.reports.Standing.ModelScores;
import io.gradstream.workbench.evaluate.EvaluationReport.CurvePoint;
import java.util.List;

/**
 * What became of a replay.
 *
 * @param events sent
 * @param seconds from the first event sent to the last one settled
 * @param sent everything, in the order in which it happened
 * @param standing where the learner stands after it
 * @param curve of the learner's own scores
 */
record Replayed(
    long events, double seconds, List<Sent> sent, Standing standing, List<CurvePoint> curve) {

  /** The learner's own scores. */
  ModelScores scores() {
    return standing.scores().orElseThrow(() -> new IllegalStateException("no model has reported"));
  }

  /**
   * An event or a label, as it was sent.
   *
   * @param target what a label says, NaN of an event
   */
  record Sent(FeedRecord.Kind kind, String id, long time, double target) {

    static Sent of(FeedRecord record) {
      return new Sent(
          record.kind(), record.key(), record.time(), record.target().orElse(Double.NaN));
    }
  }
}
