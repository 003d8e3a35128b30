package io.gradstream.local.reports;

import io.gradstream.schemas.Version;
import java.util.Optional;

/**
 * Where a learner stands, by its own reports.
 *
 * @param joined events that met their label
 * @param missed events whose label did not come in time
 * @param eventsDead dead letters of the events topic
 * @param labelsDead dead letters of the labels topic
 * @param examples given to the model
 * @param scores of the model, absent before its first report
 */
public record Standing(
    long joined,
    long missed,
    long eventsDead,
    long labelsDead,
    long examples,
    Optional<ModelScores> scores) {

  /**
   * Prequential scores of one model at a version: of its answers as they were given.
   *
   * @param scored examples that were scored before they were learned
   * @param judged answers whose label is known
   * @param accuracy 0..1, as are the others
   */
  public record ModelScores(
      Version version,
      long scored,
      long judged,
      double accuracy,
      double auc,
      double noChange,
      double majority) {}

  /** Events of which it is known what became of them. */
  public long settled() {
    return joined + missed + eventsDead;
  }

  /** Dead letters of both topics. */
  public long dead() {
    return eventsDead + labelsDead;
  }

  /** Whether all these events are settled, and learned but for an unfilled mini-batch. */
  public boolean isThrough(long events, int batch) {
    long scored = scores.map(ModelScores::scored).orElse(0L);
    long judged = scores.map(ModelScores::judged).orElse(0L);
    return settled() >= events
        && examples >= joined
        && scored > examples - batch
        && judged > joined - batch; // a learner without late labels judges what it scores
  }
}
